import type { draw as en } from './en-draw.ts';

export const draw: Record<keyof typeof en, string> = {
  'draw.title': 'あなたの字は、読んでもらえる？',
  'draw.hint': '0〜9 の数字を描いてください',
  'draw.surface': '数字を描く場所',
  'draw.keys':
    'キーボードでは、数字キーを押すとその手書き数字が置かれ、もう一度押すと別の筆跡に変わります。矢印キーで移動、Shift と左右の矢印キーで回転、＋ と − で大きさの変更、Backspace で一画戻し、Escape で消去です。',
  'draw.undo': '一画戻す',
  'draw.clear': '消す',
  'draw.untrained':
    '学習済みのネットワークがまだありません。数秒で学習できます。その間に描いておけば、終わったものから順に答えます。',
  'draw.shipped':
    'この {count} 個は、既定の設定（シード 1）であらかじめ学習させて、ページに付けてあるものです。あなたが学習させると、そちらに入れ替わります。',
  'draw.distort':
    'これらのネットワークは、紙に書いてスキャンした字しか知りません。マウスや指で描く字とは、線の太さも形の癖も違います。',
  'draw.distort.train': '変形した画像で学習させる',

  'draw.empty': '数字を描くと、描いているそばから答えが変わります。',
  'draw.nothing': 'まだ読み取れる線がありません。もう少し長く描いてみてください。',
  'draw.little':
    '数字にしては線が少なすぎます。それでもネットワークは答えます。数字のほかには何も知らないからです。',
  'draw.much':
    'MNIST には、これほど塗りつぶされた数字はありません。それでもネットワークは答えます。数字のほかには何も知らないからです。',
  'draw.sentence': '{text}と読みました。',
  'draw.camps': '、',
  'draw.single': 'ただ 1 つのネットワークが「{digit}」',
  'draw.unanimous': '{count} 個のネットワークすべてが「{digit}」',
  'draw.majority': '{count} 個のうち {votes} 個が「{digit}」',
  'draw.camp': '{votes} 個が「{digit}」',
  'draw.camp.one': '1 個が「{digit}」',
  'draw.sure': '「{digit}」の確率は平均 {percent} です。',
  'draw.unsure': '「{digit}」か「{second}」かで迷っています（「{digit}」の確率は平均 {percent}）。',
  'draw.dissenters': '異論があるのは {list} です。',
  'draw.dissenters.more': '異論があるのは {list} ほか {more} 個です。',
  'draw.dissenter': '{name}（{of} シード中 {seeds} 個）',
  'draw.truth': 'テストデータの正解は {digit} です。',

  'draw.order': '関数の並び順',
  'draw.order.catalogue': '一覧の順',
  'draw.order.confidence': '確信度の順',
  'draw.order.answer': '答えごと',
  'draw.answer': '答え',
  'draw.probabilities': '各数字の確率',
  'draw.mean': '（シードの平均）',
  'draw.confidence': '確信度',
  'draw.confidence.about': 'その関数が自分の答えに与えた確率',
  'draw.group': '「{digit}」と読んだ関数：{count} 個',
  'draw.group.one': '「{digit}」と読んだ関数：1 個',
  'draw.seed': 'シード {seed}',
  'draw.dissents': '（多数と違う答え）',

  'draw.look': '見ている所',
  'draw.look.of': '{name} が見ている所',
  'draw.look.hint':
    'ネットワークに見えている {side} × {side} 画素です。行を指すと、そのネットワークがどこを見ているかを示します。',
  'draw.look.answer': '{name} が「{digit}」と答えるのに見ている所。ここに線を足すと、',
  'draw.look.pro': 'その答えに近づく',
  'draw.look.contra': '答えから遠ざかる',

  'draw.stages': '線が入力になるまで',
  'draw.stage.fitted': '描いた線を 20 × 20 に収める',
  'draw.stage.sample': '線はありません（テスト画像は MNIST を作ったときに収めてあります）',
  'draw.stage.centred': '重心を 28 × 28 の中央に合わせる',
  'draw.stage.seen': 'ネットワークに見えるもの（{side} × {side}）',
  'draw.stage.real': '同じ答えの MNIST の数字',
  'draw.stage.nearest': 'いちばん似ている「{digit}」のテスト画像',

  'draw.samples': 'テスト画像を使うこともできます',
  'draw.sample': '「{digit}」のテスト画像',
  'draw.mistakes': '読み違い',
  'draw.next': '見る',
  'draw.split': '答えが割れる数字を見る',
  'draw.asking': 'すべてのテスト画像を読ませています… {percent}',
  'draw.no_images': 'テスト画像がまだ届いていません。少し待ってからもう一度お試しください。',
  'draw.no_mistakes': '{name} は {count} 枚のテスト画像をすべて正しく読みました。',
  'draw.no_split': '{count} 枚のテスト画像のすべてで、答えが一致しています。',
  'draw.alone': 'ネットワークが 1 つだけなので、答えは割れません。関数かシードを増やして学習させてください。',
  'draw.gone': '途中でネットワークが入れ替わりました。もう一度お試しください。',
  'draw.note.class': 'テスト画像 {index} 番、正解は「{label}」です。',
  'draw.note.split': 'テスト画像 {index} 番、正解は「{label}」です。答えの割れ方では {rank} 番目です。',
  'draw.note.mistake': 'テスト画像 {index} 番。正解は「{truth}」ですが、{name} は「{answer}」と読みます。',
  'draw.note.mistake.seeds':
    'テスト画像 {index} 番。正解は「{truth}」ですが、{name} は「{answer}」と読みます（{seeds} シード中 {wrong} 個が誤り）。',

  'draw.caption':
    '描いた線は MNIST の数字と同じように大きさと位置をそろえ、学習済みの各ネットワークが 10 個の確率を答えます。',
  'draw.method':
    '線を画素にする処理は、訓練データを作ったものと同じコードです。20 × 20 画素に収め、重心を 28 × 28 の中央に合わせ、ネットワークが学習した大きさに縮めます。1 つのネットワークが 1 票を持ち、関数の行はシードの平均です。同じ答えが 60 % に満たないか、その答えの平均確率が 50 % を下回るときに「迷っている」とします。「見ている所」は、答えの対数オッズを各画素で微分した勾配で、印の面積がその大きさに比例します。描いたものが端末の外に出ることはありません。確率が高くても正しいとは限りません。ネットワークは MNIST しか知らず、家の絵を描いても何かの数字を答えます。',
};
