import type { results as en } from './en-results.ts';

export const results: Record<keyof typeof en, string> = {
  'race.curves': '学習曲線',
  'results.title': '結果',
  'results.baseline': '比較の基準',
  'results.threshold': '目標の正解率（%）',
  'results.filter': '関数を絞り込む',
  'results.told': '表示する関数',
  'results.told.all': 'すべて',
  'results.told.apart': '基準との差が認められるもの',
  'results.told.level': '差が認められないもの',
  'results.measure': '表示する値',
  'results.plot': '各関数のテスト正解率と区間。数値は下の表にあります',
  'results.plot_title': 'テスト正解率：平均と 95% 信頼区間',
  'results.plot_note':
    '丸はシード間の平均、太線は 95% 信頼区間、小さな点は一つひとつのシード、破線は基準の平均です。',
  'results.axis': 'テスト正解率',
  'results.axis_from': '軸はゼロではなく {from} から始まります。',
  'results.axis_below': '矢印は、軸よりずっと下にある関数です。',
  'results.columns': '各列の意味',
  'results.statistics':
    '差はシードごとの対応のある t 検定で調べ、{count} 個の関数について Holm 法で補正しています。太字は有意水準 5% で差が認められるものです。',
  'results.measure_hint': '時間は下の時間計測の図の値です。同じ設定のまま計測すると、ここにも表示されます。',
  'results.column.rank': '順位',
  'results.column.accuracy': 'テスト正解率 [95%]',
  'results.column.difference': '基準との差 [95%]',
  'results.column.holm': 'p 値（Holm）',
  'results.column.epochs': '{threshold} までのエポック数',
  'results.column.seconds': '{threshold} までの秒数',
  'results.column.loss': '訓練損失',
  'results.column.gap': '汎化の差',
  'results.column.step': 'ms／ステップ',
  'results.column.forward': 'f の時間（ns）',
  'results.column.backward': 'f′ の時間（ns）',
  'results.column.dead': '死んだ割合',
  'results.column.saturated': '飽和率',
  'results.explain.rank':
    'その関数がとりうる順位です。「明らかに上の関数の数 + 1」から「全体から明らかに下の関数を除いた数」までを示します。ほかのすべての関数と対応のある t 検定で比べ、Holm 法で補正しているので、平均の信頼区間と同じく、一つひとつの範囲が 95% 以上の確率で成り立ちます。差が認められない関数どうしは同じ順位を分け合います。シードを増やすと範囲は狭まります。',
  'results.explain.accuracy':
    '最後のエポックのあとにテスト画像を正しく読んだ割合です。シード間の平均と、その 95% 信頼区間（t 分布）を示します。区間は、同じ画像のままシードをずっと増やしたときの平均がどこにあるかを表します。',
  'results.explain.difference':
    '選んだ基準との差です（単位はパーセントポイント）。同じシードなら初期の重みもバッチも同じなので、シードごとに比べています。区間は、すべてが同時に 95% 以上の確率で成り立つように広げてあります（Bonferroni 法）。太字は、Holm 法により 5% 水準で差が認められたものです。区間の端がわずかに 0 にかかっていても認められることがあります。',
  'results.explain.holm':
    '対応のある t 検定の p 値を、比べた関数の数に応じて Holm 法で補正した値です。0.05 以下なら差が認められます。',
  'results.explain.epochs':
    'テスト正解率が初めて {threshold} 以上になったエポックです（シード間の中央値）。半分以上のシードで届かなければ「届かず」とします。',
  'results.explain.seconds':
    '上のエポック数 × 1 エポックのステップ数 × 1 ステップの時間です。時間には、同じ設定で関数を一つずつ計った時間計測の図の値を使います。学習は並列に動いてプロセッサーを奪い合うため、この学習にかかった時間は使いません。',
  'results.explain.loss':
    '最終的な重みによる、訓練に使った画像での交差エントロピーの平均です（ドロップアウトなし）。シード間で平均しています。',
  'results.explain.gap':
    '訓練に使った画像での正解率から、テスト画像での正解率を引いた差です（パーセントポイント）。',
  'results.explain.step': '学習 1 ステップの時間の中央値です（時間計測の図の値）。',
  'results.explain.forward': 'f を 1 個の数について計算する時間の中央値です（ナノ秒、時間計測の図の値）。',
  'results.explain.backward': 'f′ を 1 個の数について計算する時間の中央値です（ナノ秒、時間計測の図の値）。',
  'results.explain.dead':
    '調べたどの画像でも傾きが 10⁻⁶ より小さい隠れユニットの割合です。どの画像を見せても重みが動きません。',
  'results.explain.saturated':
    'ユニットと画像の組のうち、傾きが 0.01 より小さいものの割合です。そこでは誤差の信号が 100 分の 1 以下に弱まります。',
  'results.one_seed': 'シード一つでは区間なし',
  'results.baseline_itself': '基準',
  'results.never': '届かず',
  'results.missed': '{of} 回中 {missed} 回届かず',
  'results.loaded': 'ファイルから（比較の対象外）',
  'results.seeds_done': '{seeds} シード中 {done} 個',
  'results.none_yet': 'まだ終わったシードがありません',
  'results.diverged': '{seeds} シード中 {diverged} 個で発散しました。平均も順位も出しません。',
  'results.of_seed': 'シード {seed}：{said}',
  'results.cancelled': '{seeds} シード中 {cancelled} 個を中止しました',
  'results.layers': '隠れ層（シード間の平均）',
  'results.layer': '層',
  'results.units': 'ユニット数',
  'results.dead_units': '死んだユニット数',
  'results.per_seed': 'シードごとの結果',
  'results.still_first': '表の上位 {count} 個',
  'results.reproduce': '自分のブラウザーで動かしてみる',
  'results.attribution':
    '活性化関数ラボ（Activation Lab）。データ：MNIST by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, CC BY-SA 3.0',

  'confusion.summary': '混同行列と読み間違い',
  'confusion.title': 'どの数字を何と読んだか',
  'confusion.of': '{name}（{seeds} シードの合計）。',
  'confusion.reading': '行が正解の数字、列が読み取った数字です。',
  'confusion.truth': '正解の数字',
  'confusion.answer': '読み取った数字',
  'mistakes.title': '{name} が読み間違えた数字',
  'mistakes.count':
    'テスト画像 {total} 枚のうち {count} 枚を、{seeds} シードのうち少なくとも一つで読み間違えました。',
  'mistakes.none': '読み間違えたテスト画像はありません。',
  'mistakes.read': '{truth} を {answer} と',
  'mistakes.seeds': '{seeds} シード中 {wrong} 個',
  'mistakes.image': 'テスト画像 {index}（正解は {truth}）',
  'mistakes.truth': '正解は {truth} です。',
  'mistakes.camp': '{answer} と読んだもの：{names}',
  'mistakes.disagree': '関数によって答えが分かれた数字',
  'mistakes.disagree_count':
    '{functions} 個の関数の答えは、テスト画像 {total} 枚のうち {count} 枚で分かれました。割れ方の大きい順に並べています。関数の答えは、シードの多数決です。',
  'mistakes.agreed': 'すべての関数の答えが一致しました。',
  'mistakes.other_images': '画像の設定が変わっています。読み間違いを見るには、もう一度学習させてください。',
  'mistakes.more': 'もっと見る（{count} 枚中 {shown} 枚を表示）',

  'export.title': '結果を持ち帰る',
  'export.markdown': 'Markdown（表）',
  'export.html': 'HTML（表）',
  'export.still': 'HTML（図と表）',
  'export.summary': 'CSV（関数ごと）',
  'export.runs': 'CSV（学習ごと）',
  'export.json': 'JSON（全データ）',
  'export.markdown.about': '表示中の表に、同じ実験を動かせるリンクを付けたものです。記事に貼り付けられます。',
  'export.html.about': '表示中の表に、同じ実験を動かせるリンクを付けたものです。記事に貼り付けられます。',
  'export.still.about':
    '図と表をそのまま収めたものです。スクリプトもスタイルシートも使わないため、フィードや印刷、スクリプトが取り除かれるサービスでも表示されます。',
  'export.summary.about': '関数ごとに 1 行です。区間も含み、値は丸めていません。',
  'export.runs.about': '学習 1 回ごとに 1 行です。設定、シード、結果、重みの指紋を含みます。',
  'export.json.about':
    '設定、シード、エポックごとの値、テスト画像への答え、重みの指紋、区間、ブラウザー、時間計測の結果（あれば）をすべて含みます。',

  'share.title': 'この実験へのリンク',
  'share.about':
    'このリンクを開いて学習させると同じ実験になり、重みがビット単位で一致するかどうかが表示されます。',
  'share.unfinished':
    'このリンクには設定が入っています。すべての学習が終わると、重みが一致するかどうかも確かめられるリンクになります。',
  'share.changed':
    'この学習のあとに設定か関数が変わっています。ここに示した結果へのリンクを作るには、もう一度学習させてください。',
  'verdict.same': 'ビット単位で一致：{count} 個の関数すべての重みが、リンクの作成者のものと同じです。',
  'verdict.differs':
    'リンクの作成者と重みが一致しない関数：{names}（一致は {same} 個）。設定は同じなので、このページの版が違うのかもしれません。',
  'verdict.changed':
    '設定がリンクのものから変わっているため、作成者の重みとは比べられません。再現するには、もう一度リンクを開いてください。',
};
