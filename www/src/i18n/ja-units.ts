import type { units as en } from './en-units.ts';

export const units: Record<keyof typeof en, string> = {
  'units.title': 'どのユニットが、いつ死ぬ？',
  'units.caption':
    '同じ乱数から始めた二つのネットワーク A と B を、上の設定だけを変えて学習させます。「死んだ」とは、10,000 枚の訓練画像のどれに対しても傾き f′ が 0 になり、どの画像からも学べなくなったという意味です。ユニットを選ぶと、何を受け取り、いつ反応しなくなったのかがわかります。',
  'units.method':
    '学習の前、1・3・10・30・100 ステップの後、そして各エポックの終わりに、訓練画像 10,000 枚すべてをネットワークに通し、各ユニットの活性化前の値 z と傾き f′(z) を調べます。死んだユニット：すべての画像で |f′(z)| < 10⁻⁶。飽和：ある画像で |f′(z)| < 0.01、つまり誤差の百分の一も先へ伝わらないこと。層の値は「ユニットと画像の組」全体に占める割合で、画像の 90% を超えて飽和しているユニットに印を付けます。ほぼ線形：点 (z, f(z)) に最もよく合う直線で、f(z) の分散の 99% 以上を説明できる（R²）もの。Bussgang の分解（1952 年）の線形部分に当たります。relu の「飽和」は z が負というだけのことで、反応する画像が残っていれば、多くの画像に反応しなくても問題ではありません。死んだ時期は、調べた時点の間までしかわかりません。第 1 層で死んだ relu のユニットは、重みにもバイアスにも勾配が届かないため、単純な勾配降下法では二度と戻りません。深い層では、手前のユニットの変化で生き返ることがあります。ヒストグラムは、選んだ範囲を 64 に分けて z を数えたものです。範囲の外は両端の区間に入りますが、平均・標準偏差・最小・最大は正確な値です。どちらも単純な勾配降下法（バッチ 32）で、同じ画像を同じ順番で学習し、重みの初期値も同じ乱数から作ります。leaky_relu の傾きなどのパラメーターはページの値を使い、学習はしません。シード一つの結果は一例にすぎません。学習率 0.95 では、シード 1～14 で第 1 層の relu 64 個のうち 0～14 個が死にました。また、ユニットが生き残れば必ずうまくいくわけでもありません。学習率が高いと、死んで静かになるネットワークがある一方で、生き残ったために発散するものもあります。出典：Lu ほか「Dying ReLU and initialization」（2020 年）、飽和については Glorot と Bengio「Understanding the difficulty of training deep feedforward neural networks」（2010 年）、leaky_relu については Maas ほか「Rectifier nonlinearities improve neural network acoustic models」（2013 年）、直線については Bussgang「Crosscorrelation functions of amplitude-distorted Gaussian signals」（1952 年）。',

  'units.name': '{activation}、{settings}',
  'units.name.rate': '学習率 {rate}',
  'units.name.bias': 'バイアスの初期値 {bias}',
  'units.field.init': '重みの初期化',
  'units.field.rate': '学習率',
  'units.field.bias': '隠れ層のバイアスの初期値',
  'units.field.hidden': '隠れ層のユニット数',
  'units.field.epochs': 'エポック数',
  'units.field.seed': '乱数シード',
  'units.presses.a': 'A を悪くする・健康に戻す（B との共通点はそろえたまま）',
  'units.presses.b': 'A の一か所だけを変えて B にする',
  'units.press.times': '学習率 × {value}',
  'units.press.bias': 'バイアス {value}',
  'units.press.well': '学習率 {value}・バイアス 0',
  'units.press.lower': '学習率 {value}',
  'units.press.no_bias': 'バイアス 0',

  'units.demo.rate': '高い学習率で死ぬ relu と、死なない leaky_relu',
  'units.demo.lower': 'relu と、学習率を五分の一にした relu',
  'units.demo.start': 'relu と、直交行列から始めた relu',
  'units.demo.bias': '負のバイアス：relu の第 2 層は学習前から死んでいる',
  'units.demo.saturated': 'tanh は飽和し、sigmoid は耐える学習率',
  'units.demo.stuck': '初めから飽和したまま動けない sigmoid',
  'units.demo.linear': 'ほぼ線形：学習率が低いときの sigmoid',
  'units.demo.softplus': '小さな重み：ほぼ線形のままの softplus と、学習率を上げた softplus',

  'units.train': '両方を学習させる',
  'units.ready': '10,000 枚で {epochs} エポック。学習しながら全ユニットを調べます',
  'units.done': '学習が終わりました。設定を変えると、すぐに学習し直します。',
  'units.waits': 'ほかの学習や計測が終わるまでお待ちください。',
  'units.progress': '二つのネットワークの学習',
  'units.empty': 'この設定ではまだ学習していません。',

  'units.verdict': '{name}：{died}。テスト画像の正解率は {accuracy} です。',
  'units.verdict.diverged': '{name}：発散しました。それまでは{died}。',
  'units.verdict.layer': '第 {layer} 層で {units} 個中 {dead} 個のユニットが死亡',
  'units.verdict.none': '死んだユニットなし',
  'units.numbers': '{look}：訓練画像での損失 {loss}、正解率 {accuracy}',
  'units.seen_before': '表示しているのは、それより前のようすです。',

  'units.look': '時点',
  'units.look.start': '学習前',
  'units.look.step': '{step} ステップ後',
  'units.look.epoch': '{epoch} エポック後',
  'units.play': '再生',
  'units.stop': '停止',

  'units.strip.label': '{name} の死んだユニット、飽和、ほぼ線形なユニットの層ごとの推移。下に表があります',
  'units.strip.accuracy': '訓練画像の正解率',
  'units.strip.layer': '第 {layer} 層（{units} ユニット）',
  'units.strip.dead': '死亡 {dead} 個',
  'units.strip.saturated': '飽和 {saturated}',
  'units.strip.linear': 'ほぼ線形 {linear} 個',
  'units.strip.legend':
    '塗り：死んだユニットの割合。破線：飽和している「ユニットと画像の組」の割合。点線：ほぼ線形なユニットの割合。図の中を押すと、その時点に移ります。',
  'units.axis.steps': 'ステップ',
  'units.axis.epochs': 'エポック',
  'units.axis.images': '画像の割合',
  'units.axis.z': '活性化前の値 z',

  'units.layer': '層',
  'units.layer_of': '第 {layer} 層',
  'units.sort': '並び順',
  'units.sort.order': 'ネットワークの順',
  'units.sort.death': 'A で死んだ順',
  'units.sort.saturation': 'A で飽和の多い順',
  'units.reach': 'z の範囲',
  'units.grid': '{name} の第 {layer} 層のユニット',
  'units.tile': 'ユニット {unit}',
  'units.tile.died': '{look}までに死亡',
  'units.tile.saturated': '画像の {share} で飽和',
  'units.legend':
    '小さな図は入ってくる重みです。青が正、橙が負で、深い層では手前のユニット一つが一マスです。×印：死んだユニット。切れた斜線：ほぼ線形。下の棒：飽和している画像の割合で、90% を超えると濃くなります。',

  'units.state.dead': '死亡',
  'units.state.saturated': '飽和',
  'units.state.linear': 'ほぼ線形',
  'units.state.alive': '生存',
  'units.chosen': '第 {layer} 層 ユニット {unit} の解剖',
  'units.histogram':
    'f と f′ の下に、全訓練画像での活性化前の値 z の分布：{z}、{least} から {greatest}。画像の {share} で傾きが 0.01 未満',
  'units.biography':
    '各時点での活性化前の値 z：範囲、平均と標準偏差。×印は死んだ時点。数値は下の文にあります',
  'units.weights': '入ってくる重み。最も濃い色が ±{scale}',
  'units.bars':
    '棒：その z になる画像の割合。濃い色：傾きが 0.01 以上。薄い色：それ未満。斜線：傾きがなく、その画像からは何も学べません。棒の下：z の平均・標準偏差・範囲と、その移り変わり。重みの色は、そのユニットの全時点で最大の重みに合わせています。',
  'units.rowwise':
    'softmax は層全体で決まる関数です。f と f′、棒の濃さは、二つのユニットの一方を 0 に固定したときのものです。',
  'units.below': '画像の {share} で z が {edge} を下回ります（最小 {furthest}）。',
  'units.above': '画像の {share} で z が {edge} を上回ります（最大 {furthest}）。',
  'units.wider': '±{reach} まで表示',
  'units.value.mean': 'z（平均 ± 標準偏差）',
  'units.value.range': 'z の範囲',
  'units.value.bias': 'バイアス',
  'units.value.saturated': '飽和している画像',
  'units.value.linearity': '直線の R²',

  'units.story.start': '学習前は、画像の {share} から学べました（傾きが 0.01 以上）。z は {z} でした。',
  'units.story.dead_at_start':
    '学習前から死んでいました。z は {z}、最大でも {greatest} で、どの画像も通りませんでした。',
  'units.story.died':
    '{before}から{after}までの間に死にました。z は {from} から {to} へ移り、{least} から {greatest} の範囲に収まって、どの画像でも傾きがなくなりました。',
  'units.story.pulled':
    'この間にバイアスは {bias} 変わり、重みと入力の変化は z の平均を {weights} 動かしました。',
  'units.story.frozen': 'それ以降、重みもバイアスもまったく動いていません。',
  'units.story.drifts': 'それ以降も、重みとバイアスは合わせて {moved}（ノルム）だけ動いています。',
  'units.story.revived': '途中で一度死に、{look}には生き返っていました。',
  'units.story.lives': '生きています。{look}の z は {z} で、画像の {share} で傾きが 0.01 未満です。',
  'units.story.linear': 'ほぼ線形です。直線の R² は {linearity} です。',

  'units.table.layers': '全時点の各層の数値',
  'units.table.units': '表示中の時点の第 {layer} 層の全ユニット',
  'units.table.look': '時点',
  'units.table.loss': '訓練画像での損失',
  'units.table.saturated': '飽和の割合',
  'units.table.unit': 'ユニット',
  'units.table.state': '状態',
  'units.table.died': '死んだ時期',
};
