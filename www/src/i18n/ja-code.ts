import type { code as en } from './en-code.ts';

export const code: Record<keyof typeof en, string> = {
  'code.title': 'Keras や PyTorch で書くと？',
  'code.caption': 'このページで選んだ関数・パラメーター・設定がそのまま入った、完結したスクリプトです。',
  'code.method':
    'フレームワーク付属の機能で MNIST を読み込み、このページと同じ前処理をし、関数を一つずつ、同じ初期値・同じ順番の画像で学習させて、正解率と時間を表示します。定義と既定値が一致する関数はフレームワークの名前で呼び出し、一致しないものは式を書き下しています。シードはこのページの最初のものだけを使います（SEED の行で変えられます）。このページの乱数だけは再現できないため、正解率には 1 ポイントほどの差が出ます。',
  'code.label': 'この実験の Python スクリプト',
  'code.tested.keras2':
    'Keras 2.2.2 のソースに合わせて書きました。動かすには TensorFlow 1（Python 3.7 以前）が必要なため、動作はどちらも代用品を使って確かめています。',
  'code.tested.keras3': 'Keras 3.15.1（PyTorch 2.15.0 と JAX 0.10.2）で動作を確認しています。',
  'code.tested.pytorch': 'PyTorch 2.15.0 と torchvision 0.29.2 で動作を確認しています。',
};
