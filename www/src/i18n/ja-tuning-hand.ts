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
  'hand.refused':
    'これには約 {time}かかります。1 時間を超えるものは実行できません。エポックを減らすか、ネットワークや画像を小さくしてください。',
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
  'hand.digit.choose': '手書きの図に数字を描くか、テスト画像を選んでください。',
  'hand.digit.sample': '「{digit}」のテスト画像',
  'hand.digit.truth': 'テストデータの正解は {digit} です。',
  'hand.digit.said': '{count} 個中 {votes} 個が「{digit}」と読みました（確率は平均 {percent}）。',

  'gradient.useless':
    '{parameter} の勾配はほとんどどこでも 0 なので、学習では求められません。手で動かすか、スイープで比べてください。',
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
    '○ は初期値、線は層ごとのユニットの平均、その周りの帯はユニットの中央半分、点は最後の各ユニットの値です。破線の縦線はフレームワークの既定値、網掛けは、スイープで最良の値と区別できなかった範囲、実線の縦線はその最良の値です。',
  'gradient.mark': '{start} から学習',
  'gradient.ends': '最後の値（全ユニットの平均）は、{list}です。',
  'gradient.end': '{start} から {end}（正解率 {accuracy}）',
  'gradient.met': 'どこから始めても、同じあたりに行き着きます。',
  'gradient.apart':
    '行き着く先は初期値によって違います。このエポック数では、勾配だけで一か所に集まることはありません。',
  'gradient.no_sweep': 'スイープも実行すると、勾配が見つけた値と一致するかどうかを確かめられます。',
  'gradient.agrees': '勾配とスイープの結果は一致しています。どれも、最良の値と区別できない範囲にあります。',
  'gradient.partly':
    '{count} 個のうち {within} 個が、スイープの最良の値と区別できない範囲にあります。一致は一部だけです。',
  'gradient.differs':
    'スイープの最良の値と区別できない範囲に入ったものはありません。勾配は各ユニットの訓練損失に従い、スイープは全体で 1 つの値のテスト正解率を見るためです。',
  'gradient.diverged': '{starts} から始めた学習は発散しました。',

  'search.lead':
    '時間があまりないときのための探索です。多くの候補を少しだけ学習させ、上位 3 分の 1 を 3 倍のエポックで、というように絞り込みます。順位は訓練画像から取り分けた画像で決め、テスト画像を見るのは最後の決勝の一度だけです。',
  'search.budget': '探索にかける時間',
  'search.budget.20': '20 秒',
  'search.budget.60': '1 分',
  'search.budget.180': '3 分',
  'search.scope': '探す関数',
  'search.scope.chosen': '選んだ関数（{count}）',
  'search.scope.all': '全 {count} 個',
  'search.seed': 'シード',
  'search.start': '探索を始める（約 {time}）',
  'search.progress': '探索の進み具合',
  'search.paused': '一時停止中',
  'search.rung': '{count} 個を {epochs} エポック',
  'search.rung.one': '{count} 個を 1 エポック',
  'search.plan':
    '候補（関数・パラメーター・学習率の組）はシード {seed} で抽選します。{steps} → 決勝の {finalists} 個は、探索で使わなかった {seeds} 個のシードと全訓練画像で学習し直します。',
  'search.wrong_link':
    'リンクの探索条件「{got}」は使えません（使える形：{allowed}）。通常の条件に置き換えました。',
  'search.column': '候補 {count} 個',
  'search.column.epochs': '{epochs} エポック',
  'search.column.one': '1 エポック',
  'search.column.final': '決勝（テスト）',
  'search.column.seeds': '{seeds} シード',
  'search.chart': '各段での候補の正解率（取り分けた画像）と、決勝に残ったものの正解率（テスト画像）',
  'search.legend':
    '点は候補で、高さは取り分けた画像での正解率です。灰色は脱落、色付きは次の段に進んだものです。決勝はテスト画像での正解率の平均と 95% 信頼区間です。同じ画像で選んだ最良なので、その値は実力より少し良く出がちです。',
  'search.cancelled': '途中で中止しました。同じシードと設定なら、同じ探索を初めからやり直せます。',
  'search.nobody': '残った候補がすべて発散したため、結果はありません。設定の学習率を下げてみてください。',
  'search.name': '{name}（学習率 {rate}）',
  'search.and': '、',
  'search.winner':
    '決勝で最も良かったのは {name} で、テスト画像の {mean} を正しく読みました（{low}～{high}、{seeds} シードの平均）。',
  'search.peers': 'これと区別できないもの：{names}。',
  'search.no_peers': 'これに並ぶものは、ほかにありません。',
  'search.behind': '明らかに及ばないもの：{names}。',
  'search.diverged': '少なくとも 1 つのシードで発散したもの：{names}。',
  'search.rate': '学習率',
  'search.accuracy': 'テスト正解率',
  'search.difference': '最良との差（ポイント）',
  'search.interval': '{mean}（{low} から {high}）',
  'search.place': '判定',
  'search.place.winner': '最良',
  'search.place.peer': '区別できず',
  'search.place.behind': '及ばない',
  'search.place.diverged': '発散',
  'search.use': 'これを使う',
  'search.use.of': '{name}：これを使う',
};
