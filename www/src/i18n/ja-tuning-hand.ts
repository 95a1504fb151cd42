import type { tuningHand as en } from './en-tuning-hand.ts';

export const tuningHand: Record<keyof typeof en, string> = {
  'hand.none': 'パラメーターを持つ関数がありません。',
  'hand.mark': '手動：{value}',
  'hand.curve': '今のパラメーターでの {name}。実線が f、破線が f′',
  'hand.range': '{low} から {high}',
  'hand.kinks': '折れ目・段差',
  'hand.no_kinks': 'なし',
  'hand.accuracy': '学習はそのまま、値だけ動かす：{name}',
  'hand.accuracy.label':
    '学習済みの {name} で、学習し直さずに {parameter} だけを動かしたときのテスト正解率。クリックするとその値になります',
  'hand.asking': 'テスト画像を読ませています…',
  'hand.untrained':
    '{name} の学習済みネットワークがまだありません。一度学習させると、学習し直さなくても、正解率がスライダーに合わせて変わるようになります。',
  'hand.train': '{name} を学習させる',
  'hand.retrain': '{parameter} = {value} で学習し直す',
  'hand.training': '学習が終わるまでお待ちください。',
  'hand.lines':
    '太い線は {count} 個のネットワーク（シード）の平均、薄い線はそれぞれの値です。学習し直してはいません。',
  'hand.lines.one': 'ネットワーク 1 個の値です。学習し直してはいません。',
  'hand.trained': '縦線は、学習に使った値 {value} です。',
  'hand.at': '{parameter} = {value} では、テスト画像の {accuracy} を正しく読みます。',
  'hand.at.moved':
    '{parameter} = {value} では、テスト画像の {accuracy} を正しく読みます。学習時の {trained} では {before} でした（差は {points} ポイント）。',
  'hand.learned':
    'これらのネットワークは {parameter} も重みと一緒に学習しています。スライダーを動かすと、学習した値のすべてがその一つの値に置き換わります。',
  'hand.digit': '値を動かすと、数字の読み方はどう変わるか',
  'hand.digit.picture': 'ネットワークに渡される数字',
  'hand.digit.choose': '手書きの図で数字を描くか、テスト画像を選んでください。',
  'hand.digit.sample': '「{digit}」のテスト画像',
  'hand.digit.truth': 'テストデータの正解は {digit} です。',
  'hand.digit.said': '{count} 個中 {votes} 個が「{digit}」と読みました（確率は平均 {percent}）。',

  'gradient.useless':
    '{parameter} の勾配はほとんどどこでも 0 なので、学習では求められません。手で動かすか、値を振って比べてください。',
  'gradient.starts': '初期値',
  'gradient.sharing': '値を共有する単位',
  'gradient.sharing.layer': '層ごとに 1 つ',
  'gradient.sharing.unit': 'ユニットごとに 1 つ',
  'gradient.start': '{count} 個の初期値から学習させる（約 {time}）',
  'gradient.progress': '学習の進み具合',
  'gradient.epoch': 'エポック',
  'gradient.layer': '第 {layer} 層',
  'gradient.chart': '学習中の {parameter} の動きと、各ユニットの最後の値',
  'gradient.legend':
    '○ は初期値、線は層ごとのユニットの平均、その周りの帯は最小から最大まで、点は最後の各ユニットの値です。破線の縦線はフレームワークの既定値、網掛けはスイープの最良値と区別できない範囲、実線の縦線はその最良値です。',
  'gradient.mark': '{start} から学習',
  'gradient.ends': '最後の値（全ユニットの平均）は、{list}です。',
  'gradient.end': '{start} から {end}（正解率 {accuracy}）',
  'gradient.met': 'どこから始めても、同じあたりに行き着きます。',
  'gradient.apart':
    '行き着く先は初期値によって違います。このエポック数では、勾配だけで一か所に集まることはありません。',
  'gradient.no_sweep': 'スイープも実行すると、勾配が見つけた値と一致するかどうかを確かめられます。',
  'gradient.agrees':
    '勾配とスイープの結果は一致しています。どれも、スイープの最良値と区別できない範囲にあります。',
  'gradient.partly':
    '{count} 個のうち {within} 個が、スイープの最良値と区別できない範囲にあります。一致は一部だけです。',
  'gradient.differs':
    'スイープの最良値と区別できない範囲に入ったものはありません。勾配は各ユニットの訓練損失に従い、スイープは全体で 1 つの値のテスト正解率を見るためです。',
  'gradient.diverged': '{starts} から始めた学習は発散しました。',
};
