import type { functions as en } from './en-functions.ts';

export const functions = {
  'fn.linear.about': '恒等関数です。層を重ねても、全体は一次関数のままです。',
  'fn.sigmoid.about':
    'シグモイド（ロジスティック関数）です。値は 0 から 1 で、傾きは最大でも 1/4 なので、層を重ねると勾配が小さくなります。',
  'fn.hard_sigmoid.about':
    'ハードシグモイドです。シグモイドを折れ線で近似したもので、傾きはフレームワークによって違います。',
  'fn.tanh.about': '双曲線正接です。値は −1 から 1 で、原点での傾きは 1 です。',
  'fn.softsign.about':
    'ソフトサインです。tanh に似ていますが、±1 への近づき方がゆるやかで、飽和しにくい関数です。',
  'fn.relu.about':
    '正規化線形関数（ReLU）です。負の入力を 0 にします。負の側に入ったままのユニットは学習が止まります。',
  'fn.leaky_relu.about': '負の入力も小さな傾きで通す ReLU です。ユニットの学習が止まりません。',
  'fn.prelu.about': '負の側の傾きを、重みと一緒に学習する ReLU です。',
  'fn.elu.about': '負の側が指数関数の ReLU です。負の入力では −α に近づき、出力の平均が 0 に近くなります。',
  'fn.celu.about': 'α を変えても傾きが途切れない ELU です。',
  'fn.selu.about': '層を重ねても平均 0・分散 1 が保たれるように、定数倍した ELU です。',
  'fn.thresholded_relu.about':
    'しきい値付き ReLU です。θ より大きい入力だけを通し、ほかは 0 にします。θ で値が跳びます。',
  'fn.threshold.about': 'しきい値より大きい入力を通し、ほかは決まった値に置き換えます。',
  'fn.relu6.about': '6 で頭打ちになる ReLU です。低精度の計算に向いています。',
  'fn.softplus.about': 'ソフトプラスです。ReLU の角を丸めたもので、値は常に正です。',
  'fn.exponential.about': '指数関数です。急に大きくなるので、学習は発散しがちです。',
  'fn.silu.about':
    'Swish とも呼ばれます。入力に、そのシグモイドを掛けます。負の側で少しだけ 0 を下回ります。',
  'fn.gelu.about':
    '入力に、標準正規分布に従う変数がその値以下になる確率を掛けます。Transformer でよく使われます。',
  'fn.gelu_tanh.about': 'GELU を tanh で近似した関数です。',
  'fn.quick_gelu.about': 'GELU をシグモイドで近似した、計算の軽い関数です。',
  'fn.mish.about': '入力に、ソフトプラスの tanh を掛けます。形は SiLU によく似ています。',
  'fn.hard_silu.about':
    'ハード Swish とも呼ばれます。SiLU のシグモイドを折れ線に置き換えた、計算の軽い関数です。',
  'fn.hard_tanh.about': '入力を下限と上限の間に切り詰めます。tanh の折れ線版です。',
  'fn.log_sigmoid.about': 'シグモイドの対数です。値は常に負で、右側では 0 に近づきます。',
  'fn.soft_shrink.about': 'ソフト縮小です。小さい入力を 0 にし、ほかは λ だけ 0 に近づけます。',
  'fn.hard_shrink.about': 'ハード縮小です。小さい入力だけを 0 にし、ほかはそのまま通します。',
  'fn.tanh_shrink.about': '入力から、その tanh を引きます。原点のまわりではほぼ 0 です。',
  'fn.squareplus.about': '平方根で ReLU の角を丸めた関数です。指数関数を使いません。',
  'fn.sparse_plus.about': '放物線で ReLU の角を丸めた関数です。−1 以下ではちょうど 0 になります。',
  'fn.sparse_sigmoid.about': '−1 から 1 の間で、0 から 1 まで直線で上がります。sparse_plus の導関数です。',
  'fn.arctan.about': '逆正接です。値は −π/2 から π/2 で、tanh よりゆるやかに飽和します。',
  'fn.sin.about': '正弦波です。細かい模様を表すのが得意です。',
  'fn.gaussian.about': 'ガウス関数です。原点で 1、両側で 0 に近づく釣り鐘形です。',
  'fn.snake.about': '直線に波を足した関数です。周期的なデータを学習できます。',
  'fn.isru.about': '平方根の逆数でつくる、tanh に似た関数です。指数関数を使いません。',
  'fn.isrlu.about': '負の側は ISRU、正の側は入力そのままの関数です。',
  'fn.bent_identity.about': 'ゆるく曲がった直線です。傾きは 0.5 から 1.5 に変わります。',
  'fn.lecun_tanh.about': 'f(±1) がほぼ ±1 になるように伸ばした tanh です。',
  'fn.relu_squared.about': 'ReLU の二乗です。傾きが原点でつながります。',
  'fn.softmax.about':
    'ソフトマックスです。一つの層の出力全体を、合計が 1 になる正の値に変えます。ふつうは出力層で使います。',

  'param.hard_sigmoid.slope': '直線部分の傾き',
  'param.leaky_relu.negative_slope': '負の入力での傾き',
  'param.prelu.negative_slope': '負の入力での傾き。学習はこの値から始まります',
  'param.elu.alpha': '負の側の深さ。1 以外では、原点で傾きが跳びます',
  'param.celu.alpha': '負の側の深さと広がり',
  'param.thresholded_relu.theta': 'しきい値。ここで値が 0 から θ に跳びます',
  'param.threshold.threshold': 'これより大きい入力を通します',
  'param.threshold.value': 'ほかの入力に返す値',
  'param.softplus.beta': '鋭さ。大きいほど ReLU に近づきます',
  'param.silu.beta': 'ゲートの鋭さ。0 なら x / 2 になり、大きいと ReLU に近づきます',
  'param.hard_tanh.min': '下限',
  'param.hard_tanh.max': '上限',
  'param.soft_shrink.lambda': '0 になる区間の幅の半分',
  'param.hard_shrink.lambda': '0 になる区間の幅の半分。両端で値が跳びます',
  'param.squareplus.b': '角の丸み。小さいほど ReLU に近づきます',
  'param.snake.alpha': '波の細かさ（周波数）',
  'param.isru.alpha': '出力は ±1/√α に飽和します',
  'param.isrlu.alpha': '負の入力では −1/√α に飽和します',
} as const satisfies Record<keyof typeof en, string>;
