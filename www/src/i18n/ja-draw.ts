import type { draw as en } from './en-draw.ts';

export const draw: Record<keyof typeof en, string> = {
  'draw.title': 'あなたの字は、読んでもらえる？',
  'draw.hint': '0〜9 の数字を描いてください',
  'draw.surface': '数字を描く場所。キーボードでは「テスト画像を見せる」をお使いください',
  'draw.undo': '一画戻す',
  'draw.clear': '消す',
  'draw.sample': 'テスト画像を見せる',
  'draw.seen28': '中央に寄せた 28 × 28',
  'draw.seen14': '入力になる 14 × 14',
  'draw.untrained':
    '学習済みのネットワークがまだありません。数秒で学習できます。その間に描いておけば、終わったものから順に答えます。',
  'draw.empty': '数字を描くと、描いているそばから答えが変わります。',
  'draw.nothing': 'まだ読み取れる線がありません。もう少し長く描いてみてください。',
  'draw.answer': '答え',
  'draw.probabilities': '各数字の確率',
  'draw.mean': '（シードの平均）',
  'draw.unanimous': '{count} 個のネットワークすべてが「{digit}」と読みました。',
  'draw.majority': '{count} 個のうち {votes} 個が「{digit}」と読みました。',
  'draw.truth': 'テストデータの正解は {digit} です。',
  'draw.caption':
    '描いた線は MNIST の数字と同じように大きさと位置をそろえ、学習済みの各ネットワークが 10 個の確率を答えます。',
  'draw.method':
    '線を画素にする処理は、訓練データを作ったものと同じコードです。20 × 20 画素に収め、重心を 28 × 28 の中央に合わせ、14 × 14 に縮めます。描いたものが端末の外に出ることはありません。確率が高くても正しいとは限りません。ネットワークは MNIST しか知らず、家の絵を描いても何かの数字を答えます。',
};
