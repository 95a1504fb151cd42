import type { dialects as en } from './en-dialects.ts';

export const dialects: Record<keyof typeof en, string> = {
  'dialects.title': 'フレームワークによって、どこが違う？',
  'dialects.caption': '塗った部分が、同じ名前のもの同士の差です。縦の線は、差が最大になるところを示します。',
  'dialects.method':
    '定義と既定値は、Keras 2.2.2、Keras 3.15.1、PyTorch 2.15.0 のソースコードで確かめました。後の二つは実際に動かしてもいます。差の最大値は、このページで計算しています。両方の関数を −16 から 16 までと、ずっと外側で計算し、差が最大のところのまわりを細かく調べます。',
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
};
