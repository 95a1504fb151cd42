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
