import type { step as en } from './en-step.ts';

export const step: Record<keyof typeof en, string> = {
  'step.title': '学習の一歩で何が起きている？',
  'step.caption':
    '関数だけが違う二つのネットワークの、学習の一歩です。信号は上から下へ層を進み、勾配は下から上へ戻ります。棒は勾配 ∂L/∂z の長さ（対数目盛り）、その下の倍率は、層を一つ戻るあいだに長さが何倍になったかです。',
  'step.method':
    '二つのネットワークは同じ重み（シード）から始め、14 × 14 画素の画像 10,000 枚から取った同じ 32 枚ずつのバッチで、単純な勾配降下法で学習します。バイアスを指定した場合は、その値を隠れ層のバイアスの初期値に足します。表示している数値は、選んだ画像（または訓練画像の最初の 32 枚）を学習と同じコードに通して計算したもので、ネットワークは変わりません。z = Wx + b は活性化前の値、f(z) は次の層に渡る値、L は softmax の交差エントロピーです。逆伝播（Rumelhart、Hinton、Williams 1986）では、ある層の ∂L/∂z は、次の層の ∂L/∂z に次の層の W の転置を掛け、さらにユニットごとに f′(z) を掛けたものです。長さは、平均損失の勾配をすべてのユニットと画像にわたって見たユークリッドノルムです。倍率は、ある層の長さを次の層（出力側）の長さで割った値で、「一層あたり」は最後の隠れ層から最初の隠れ層までの幾何平均です。∂L/∂W は層の重みについての勾配の長さ、ΔW は、この画像だけで一歩進んだときに重みが動く割合（学習率 × ∂L/∂W ÷ W の長さ）です。実際に学習するステップでは、無作為に選んだ別のバッチを使います。「f′ = 0 のユニット」は、表示中のどの画像でも |f′| < 10⁻⁶ のものです。画像一枚では参考程度で、32 枚ならもう少し確かですが、訓練画像全体について言えるわけではありません。層が深いと長さが縮んだり伸びたりする理由は Hochreiter 1991、Glorot と Bengio 2010 を参照してください。',

  'step.demo.deep': '五層の sigmoid と relu',
  'step.demo.centred': 'tanh と sigmoid',
  'step.demo.dead': 'relu とマイナスのバイアス：傾き 0',
  'step.demo.linear': 'linear と relu',
  'step.demo.saturated': '飽和した hard_sigmoid',

  'step.settings': '二つのネットワーク',
  'step.field.a': '左の関数',
  'step.field.b': '右の関数',
  'step.field.hidden': '各層のユニット数',
  'step.field.initializer': '重みの初期化',
  'step.field.rate': '学習率（sgd）',
  'step.field.bias': '隠れ層のバイアス',
  'step.field.seed': 'シード',

  'step.start': '二つのネットワークを作って一歩を見る',
  'step.waits': '学習や計測が終わりしだい、ネットワークを作ります。',
  'step.choose': '表示する画像',
  'step.choose.digit': '訓練画像から次の {digit}',
  'step.choose.batch': '32 枚まとめて',

  'step.first': '最初から',
  'step.back': '戻る',
  'step.next': '次へ',
  'step.play': '再生',
  'step.phase': '段階 {phase}／{count}',
  'step.shows': '前向きに表示する値',

  'step.picture': '{a} と {b} の一歩を層ごとに並べた図。同じ数値は下の表にあります。',
  'step.length': '∂L/∂z の長さ',
  'step.input': '画像',
  'step.image': '{label}（訓練画像 {image}）',
  'step.images': '訓練画像 {count} 枚',
  'step.layer': '第 {layer} 層',
  'step.scale': '{units} ユニット、目盛り ±{most}',
  'step.scale_zero': '{units} ユニット、すべて 0',
  'step.output': '出力',
  'step.probabilities': '確率',
  'step.legend':
    '四角は正、ひし形は負、面積が大きさです。前向きの値の目盛りは、同じ層では左右共通（層の名前の横）、f′ は全層共通です。∂L/∂z は図ごとにいっぱいに描き、下の数字がその最大値です。f(z)・z・f′ の下の数字は平均です。p は正解の数字（下線）の確率、L は損失、ΔW は一歩で重みが動く割合です。',
  'step.legend_batch':
    '四角は正、ひし形は負、面積が大きさです。ユニットごとに、f(z)・z・f′ は画像についての平均、∂L/∂z は合計（そのユニットのバイアスについての勾配）で、図いっぱいに描きます。棒の長さは画像を一枚ずつ区別して計算しています。前向きの値の目盛りは、同じ層では左右共通（層の名前の横）、f′ は全層共通です。p は正解の数字の確率の平均、L は損失の平均、ΔW は一歩で重みが動く割合です。',

  'step.say.all': '一歩の全体：順伝播、損失、逆伝播、更新。',
  'step.say.input': '画像が入ります。{label}（訓練画像 {image}）、画素の値は 0（紙）から 1（インク）です。',
  'step.say.input_batch':
    '訓練画像の最初の {count} 枚がまとめて入ります。画素の値は 0（紙）から 1（インク）です。',
  'step.say.forward':
    '順伝播、第 {layer} 層（全 {depth} 層）：入力に重みを掛けてバイアスを足すと z、関数を通すと f(z) になります。',
  'step.say.output': '順伝播、出力層：softmax が十個の値を十個の確率に変えます。',
  'step.say.loss': '損失：正解の数字の確率を p とすると、−ln p です。',
  'step.say.loss_batch': '損失：正解の数字の確率を p とすると −ln p で、それを画像について平均します。',
  'step.say.error': '逆伝播、出力層：勾配 ∂L/∂z は、確率から正解では 1、ほかでは 0 を引いたものです。',
  'step.say.back':
    '逆伝播、第 {layer} 層（全 {depth} 層）：勾配に、二つの層のあいだの重みと f′ が掛かります。',
  'step.say.pixels':
    '画像まで戻ります。第 1 層の重みが勾配を画素へ運びます。負のところは、インクを足すと損失が減ります。',
  'step.say.update': '更新：どの重みも、勾配と逆の向きに 学習率 × 勾配 だけ動きます。',
  'step.of': '{name} では、{text}',
  'step.say.values': '{units} 個の値は {least}～{greatest}、平均 {mean}、標準偏差 {deviation} です。',
  'step.say.values_silent':
    '値は {least}～{greatest}、平均 {mean}、標準偏差 {deviation} です。{units} ユニットのうち {silent} 個は 0 です。',
  'step.say.reads': '{count} 枚のうち {right} 枚に正解、正解の数字の確率は平均 {certainty} です。',
  'step.say.guess_right': '{label} の確率が {certainty} で最大です（正解）。',
  'step.say.guess_wrong': '{label} の確率は {certainty} で、最大は {top} です（不正解）。',
  'step.say.lost': '{loss} です。',
  'step.say.length': '長さは {length} です。',
  'step.say.returned': 'f′ の平均は {slope}、長さは {before} から {after} になります（{factor}）。',
  'step.say.returned_flat':
    'f′ の平均は {slope}（{units} ユニットのうち {flat} 個で 0）、長さは {before} から {after} になります（{factor}）。',
  'step.say.updates': '重みの長さに対して、第 1 層では {first}、出力層では {last} 動きます。',
  'step.say.whole':
    '第 {depth} 層から第 1 層まで戻るあいだに、勾配の長さは {from} から {to} になります（一層あたり {factor}）。',
  'step.say.whole_zero':
    '第 {layer} 層で勾配が 0 になります。f′ がどこも 0 のためで、この層とその手前の層の重みは動きません。',
  'step.say.nothing': '勾配はもう届きません。',
  'step.say.whole_one': '第 1 層での勾配の長さは {to} です。',

  'step.steps': '{steps} ステップ',
  'step.steps_axis': 'ステップ数',
  'step.train': '{count} ステップ学習',
  'step.stop': '止める',
  'step.reset': '学習前に戻す',
  'step.ended': '{name} の学習は {steps} ステップで止まりました（図は {shown} ステップのとき）。{text}',
  'step.loss_here': 'この画像の損失',
  'step.loss_here_batch': 'これらの画像の損失',
  'step.loss_batches': '学習したバッチの損失',

  'step.table': 'すべての数値の表',
  'step.row': '層',
  'step.column.z_mean': 'z の平均',
  'step.column.z_deviation': 'z の標準偏差',
  'step.column.f_mean': 'f(z) の平均',
  'step.column.f_deviation': 'f(z) の標準偏差',
  'step.column.slope': 'f′ の平均',
  'step.column.flat': 'f′ = 0 のユニット',
  'step.column.delta': '∂L/∂z の長さ',
  'step.column.factor': '倍率',
  'step.column.weights': '∂L/∂W の長さ',
  'step.column.update': 'ΔW の割合',
};
