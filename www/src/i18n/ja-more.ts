import type { more as en } from './en-more.ts';

/** Texts that are shown with the facts only, and come with them: `Lab.ensureFacts`. */
export const more = {
  'property.monotone.means':
    '減ることがありません。入力が大きくなって出力が小さくなることはない、という性質です。',
  'property.bounded.means': '入力がどれほど大きくても、値は二つの数のあいだに収まります。',
  'property.zero_centred.means': '正の値も負の値もとるので、層の出力の平均が 0 に近づきやすくなります。',
  'property.saturating.means':
    '片側または両側で傾きが 0 に近づきます。その先では、誤差の信号が弱まって消えていきます。',
  'property.can_die.means':
    'ある点から先で傾きがちょうど 0 になります。そこに入ったユニットには信号が届かず、戻れなくなります（dying ReLU）。',
  'property.smooth.means': '導関数が連続です。折れ目も飛びもありません。',
  'property.slope.means':
    'z が標準正規分布に従うときの f′(z)² の平均です。重みを除けば、一つの層が勾配の二乗の大きさを何倍にするかの目安になります。',
  'facts.kinks': '折れ目と飛び',
  'facts.no_kinks': 'なし',
  'facts.kink': 'x = {x} での f′ は {value} とします',
  'facts.kink_others': '（初期値での他の値：{others}）',
  'facts.saturating.left': '左側で飽和',
  'facts.saturating.right': '右側で飽和',
  'facts.saturating.both': '両側で飽和',
  'facts.initializer': '重みの初期化',
  'facts.aliases': '別名',
  'facts.paper': '論文',
  'facts.no_paper': '元になった論文は特定できませんでした',
  'facts.no_name': 'ありません',
  'facts.operation': '（活性化関数ではなく、演算として）',
  'facts.useless': 'ほとんどすべての点で 0 です。このパラメーターを学習させても動きません。',
  'dialects.first': '比べるもの',
  'dialects.second': '相手',
  'dialects.chart': '二つの曲線と、そのあいだの差。矢印キーで読み取り位置が動きます',
  'dialects.readout': 'x = {x} のとき、{first} は {a}、{second} は {b}、差は {value} です',
  'dialects.enlarged': '差（{first} − {second}）× 10{power}',
  'dialects.none': '差はありません。どの x でも一致します。',
  'dialects.at': '差は x = {x} で最大になり、{value} です。',
  'dialects.between': '差の最大値は {value} で、{x} が {from} から {to} の間ではどこでもこの値です。',
  'dialects.below': '差の最大値は {value} で、x が {x} より小さいところではどこでもこの値です。',
  'dialects.above': '差の最大値は {value} で、x が {x} より大きいところではどこでもこの値です。',
  'dialects.unbounded': '差は限りなく広がります。x = {x} では {value} です。',
  'dialects.table': '同じ名前で各フレームワークが指すもの',
  'dialects.framework': 'フレームワーク',
  'dialects.api': '名前と既定値',
  'dialects.largest': '先頭の行との差の最大値',
  'dialects.same': '差なし',
  'dialects.grows': '限りなく広がる',
  'dialects.show': '{id}（{api}）の差 {value} を図に示す',
  'dialects.learned.unit': '学習の初期値。ユニットごとに一つ',
  'dialects.learned.layer': '学習の初期値。層全体で一つ',
  'dialects.words': '曲線には現れない違い',
  'dialects.kinks': '折れ目での微分係数の選び方（食い違うもの）',
  'dialects.here': 'このページ',
  'dialects.note.initializer':
    '層の初期値も違います。Keras の Dense は重みを Glorot の一様分布から選び、バイアスを 0 にします。PyTorch の Linear は重みもバイアスも ±1/√fan_in の一様分布から選びます。',
  'dialects.note.prelu':
    'PReLU：Keras はユニットごとに一つの傾きを 0 から（つまり ReLU から）学習します。PyTorch は層に一つの傾きを 0.25 から学習します。',
  'dialects.note.softplus':
    'ソフトプラス：PyTorch と、PyTorch 上の Keras 3 は、20 を超えると x をそのまま返します。差は最大でも 2.1 × 10⁻⁹ で、単精度では見えません。',
  'dialects.note.thresholded_relu':
    'しきい値付き ReLU：Keras 2.2 では層、Keras 3 では relu のオプション、PyTorch では Threshold(θ, 0) です。x = θ ではどれも 0 です。NaN に対して、Keras 3 は 0 を、ほかは NaN を返します。',
  'dialects.note.hard_tanh':
    'hard tanh：PyTorch では上限と下限を選べます。Keras 3 では −1 と 1 に決まっています。',
  'dialects.note.silu':
    'SiLU：もとの Swish にある β は、どのフレームワークにもありません。このページではパラメーターにしています。',
  'dialects.note.exponential': '指数関数：Keras 2.2.2 にはなく、2.2.3 で加わりました。',
  'dialects.note.hard_sigmoid':
    'ハードシグモイド：Keras 3 の keras.ops.hard_sigmoid の説明文には、いまも傾き 0.2 とありますが、コードは 1/6 です。',
  'dialects.note.limits':
    '無限大：±∞ での softsign と、−∞ での silu・gelu・mish・hard_silu は、Keras 3 と PyTorch では NaN です。このページでは極限の ±1 と 0 を返します。',
  'code.label': 'この実験の Python スクリプト',
  'code.tested.keras2':
    'Keras 2.2.2 のソースに合わせて書きました。動かすには TensorFlow 1（Python 3.7 以前）が必要なため、動作はどちらも代用品を使って確かめています。',
  'code.tested.keras3': 'Keras 3.15.1（PyTorch 2.15.0 と JAX 0.10.2）で動作を確認しています。',
  'code.tested.pytorch': 'PyTorch 2.15.0 と torchvision 0.29.2 で動作を確認しています。',

  'initializer.saturating': '両側で飽和するので、順方向と逆方向の両方で分散を保つ初期化が向いています。',
  'initializer.near_one': 'E[f′²] = {value} は 1 に近いので、分散 1 / fan_in で勾配の大きさが保たれます。',
  'initializer.near_half':
    'E[f′²] = {value} で、傾きの二乗が約半分になります。分散 2 / fan_in がそれを補います。',
  'initializer.leaky':
    '傾きの二乗が約半分になります。分散 2 / fan_in がそれを補います（正確には 2 / ((1 + a²) fan_in) です）。',
  'initializer.between': 'E[f′²] = {value} は 1/2 と 1 の間です。ReLU の仲間の慣例に従います。',
  'initializer.small': 'E[f′²] が {value} しかないので、よく使われる初期化のうち最も大きいものを選びます。',
  'initializer.large':
    'E[f′²] = {value} で勾配が大きくなるので、よく使われる初期化のうち最も小さいものを選びます。',
  'initializer.fixed_point': '平均 0・分散 1 の不動点が、分散 1 / fan_in の重みに対して導かれています。',
  'initializer.paper': '論文が、重みをこの分布から選んでいます。',
} as const satisfies Record<keyof typeof en, string>;
