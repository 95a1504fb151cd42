import type { claims as en } from './en-claims.ts';

export const claims: Record<keyof typeof en, string> = {
  'claims.title': 'よく言われることは、ここでも成り立つ？',
  'claims.caption':
    'どの主張も、お使いの端末でその場で確かめます。上の設定にかかわらず、ネットワーク・画像・シードはいつも同じです。時間を除けば、どの端末でも同じ結果になります。',
  'claims.method':
    'ネットワークは 64 ユニットの隠れ層が一つで、学習は既定のレースと同じです（画像 10,000 枚を 20 エポック、バッチ 32、学習率 0.2 の SGD、Glorot の一様分布による初期値、関数のパラメーターは Keras 2 の値）。正解率は、シード 1～10 を別の 1,000 枚で測ったものです。差は対にして求めます。同じシードなら、どの関数も初期値とバッチが同じだからです。区間はすべて 95% で、一つの確認に差が複数あるときは同時に成り立ちます。何をもって「成り立つ」とするかは、それぞれの主張に書いてあります。この基準は、私たちの手元での結果を見たうえで決めたものです。',
  'claims.all': 'すべて確かめる',
  'claims.again': 'もう一度すべて確かめる',
  'claims.takes': '約 {seconds} 秒かかります',
  'claims.waits': '学習や計測が終わるまでお待ちください。',
  'claims.finished': 'すべて確かめました。',
  'claims.queued': '順番待ち',
  'claims.progress': '確認の進み具合',
  'claims.how': '確かめ方',
  'claims.numbers': '数値と確かめ方',
  'claims.holds': 'ここでは成り立つ',
  'claims.fails': 'ここでは成り立たない',
  'claims.unclear': '判断できない',
  'claims.lost': '{name} は {seeds} 回のうち {runs} 回、発散または中断のため結果がありません。',
  'claims.mean': '{name}：平均 {mean}%（95% 区間 {low}～{high}）。',
  'claims.difference': '{first} と {second} の差：{mean} ポイント（95% 区間 {low}～{high}）。',

  'claim.faster': 'hard_sigmoid の計算は sigmoid より速い',
  'claim.faster.method':
    '上の図と同じように、二つの関数のカーネルを一つのワーカーで交互に計ります。成り立つ：f の時間の中央値の区間が、hard_sigmoid のほうが sigmoid より下にある。成り立たない：上にある。判断できない：区間が重なる、またはウォームアップ後も値が落ち着かないときに区間の開きが 2 倍に満たない。最後に、64 ユニット × 画像 32 枚の f と f′ で節約できる時間が、sigmoid での学習 1 ステップの何 % に当たるかを示します。',
  'claim.faster.forward':
    'f の時間は、hard_sigmoid が要素あたり {hard} ns（95% 区間 {low}～{high}）、sigmoid が {sigmoid} ns（{sigmoid_low}～{sigmoid_high}）で、sigmoid のほうは {ratio} 倍です。',
  'claim.faster.backward':
    'f′ の時間は {hard} ns（{low}～{high}）と {sigmoid} ns（{sigmoid_low}～{sigmoid_high}）で、sigmoid のほうは {ratio} 倍です。',
  'claim.faster.step':
    '学習の 1 ステップは sigmoid で {step} ms、hard_sigmoid で {hard_step} ms です。関数だけで節約できるのは、その {share}% です。',
  'claim.faster.unsettled': 'ウォームアップ後も値が落ち着きませんでした。端末がほかの処理で忙しいようです。',

  'claim.coarse': 'hard_sigmoid は sigmoid の粗い近似である',
  'claim.coarse.method':
    '−16 から 16 までの 2,049 点で両方を計算します（傾きは Keras 2 の 0.2）。近似といえる条件：差がどこでも 0.1 以下。粗いといえる条件：どこかで 0.01 を超える。出力はどちらも 0 から 1 です。成り立つ：両方を満たす。成り立たない：一方でも満たさない。',
  'claim.coarse.gap': '差は x = ±{x} で最大になり、{gap} です。',

  'claim.reasonable': 'hard_sigmoid でもそれなりに分類できる',
  'claim.reasonable.method':
    '「それなりに」は、ここではテスト画像の正解率が 85% を超え、sigmoid より 2 ポイント以上は劣らないことをいいます。成り立つ：どちらの区間もその側にある。成り立たない：どちらかの区間がすべて反対側にある。',

  'claim.vanishes': 'sigmoid の勾配は、層が深くなると消えていく',
  'claim.vanishes.method':
    '32 ユニットの層を 2～20 層重ねた学習前のネットワークに、最初のバッチ（画像 256 枚）を与え、最初の隠れ層の重みの勾配の長さを、最後の隠れ層のもので割ります。シード 1～5 の幾何平均です。勾配は、最初の 1 ステップでの平均損失の勾配です（単精度）。成り立つ：20 層での比が、すべてのシードで 1/1000 を下回る。成り立たない：一つも下回らない。比較のため、同じ初期値とバッチで tanh と relu も調べます。',
  'claim.vanishes.ratio': '{name}、{depth} 層：最初の層の勾配は、最後の層の {ratio} 倍（長さ {norm}）。',

  'claim.steeper': '0 付近では tanh の勾配のほうが sigmoid より強い',
  'claim.steeper.method':
    'このページで計算した f′(0) と、学習前のネットワークに最初のバッチ（画像 256 枚）を与えたときの隠れ層の重みの勾配の長さを比べます。後者は、シード 1～10 での tanh と sigmoid の比と、その区間（対数の差の t 区間）です。成り立つ：tanh の f′(0) のほうが大きく、比の区間が 1 より上にある。成り立たない：f′(0) が大きくない、または区間が 1 より下にある。',
  'claim.steeper.slope': 'f′(0) は tanh が {tanh}、sigmoid が {sigmoid} です。',
  'claim.steeper.norm':
    'ネットワークの中では、tanh の勾配は sigmoid の {ratio} 倍の長さです（95% 区間 {low}～{high}。{tanh} と {sigmoid}）。',

  'claim.tanh': 'tanh は sigmoid より優れている',
  'claim.tanh.method':
    'シード 10 個のテスト正解率を比べます。成り立つ：対にした差の区間が 0 より上にある。成り立たない：0 より下にある。判断できない：区間が 0 を含む。',

  'claim.relu': 'relu は sigmoid と tanh より優れている',
  'claim.relu.method':
    'シード 10 個のテスト正解率で、対にした差を二つ調べます（二つあることは Holm の方法で補正）。成り立つ：どちらに対しても、relu が上回るといえる。成り立たない：どちらかに対して、relu が下回るといえる。判断できない：それ以外。',

  'claim.softsign': 'softsign は tanh に似ているが、極限への近づき方は多項式的である',
  'claim.softsign.method':
    '似ているといえる条件：差がどこでも 0.4 以下（出力は −1 から 1）。多項式的といえる条件：1 − f が x のべき乗で減る。そのとき、log x に対する log(1 − f) の傾きは x を倍にしても変わりません（512 から 4,096 で 0.1 以内）。一方 tanh では 1 − f が指数的に減るので、傾きは下がり続けます（ここでは −5 未満まで）。成り立つ：すべてを満たす。成り立たない：一つでも満たさない。',
  'claim.softsign.gap': '差は x = ±{x} で最大になり、{gap} です。',
  'claim.softsign.slope':
    'log x に対する log(1 − f) の傾き：softsign は x = 4,096 で {softsign}、tanh は x = 8 ですでに {tanh} で、さらに下がり続けます。',

  'claim.dies': 'relu のユニットは死ぬことがある',
  'claim.dies.method':
    '学習率を 1.5 に上げ、シード 1～5 で学習します。すべての訓練画像で |f′| が 10⁻⁶ を下回るユニットを「死んだ」とみなします。重みに何も届かなくなるからです。成り立つ：relu では死んだユニットがあり、同じ条件の leaky_relu（傾き 0.01、f′ が 0 にならない）にはない。成り立たない：leaky_relu でも死ぬ。判断できない：一つも死なない、またはすべて発散する。',
  'claim.dies.count':
    '{name}：学習後、{units} ユニットのうち {least}～{most} 個が死んでいます（シード {seeds} 個）。',
  'claim.dies.equal':
    '{name}：学習後、{units} ユニットのうち {count} 個が死んでいます（シード {seeds} 個のどれでも）。',
  'claim.dies.none': '{name}：すべて発散しました。',

  'claim.linear': '線形の層を重ねても、一層のネットワークと変わらない',
  'claim.linear.method':
    'シード 10 個のテスト正解率を、64 ユニットの線形の隠れ層があるもの（196-64-10）とないもの（196-10）で比べます。「変わらない」は、ここでは隠れ層による向上が 0.5 ポイント（シードを変えたときの違いと同じくらい）に満たないことをいいます。成り立つ：対にした差の区間が +0.5 ポイントより下にある。成り立たない：上にある。',
};
