import type { embed as en } from './en-embed.ts';

export const embed: Record<keyof typeof en, string> = {
  'embed.title': '埋め込み：{title}',
  'embed.form': '形式',
  'embed.element': '要素',
  'embed.frame': 'フレーム',
  'embed.still': '静止した図',
  'embed.element.about':
    '2 KB のスクリプトと、本文に置く要素です。読者が近くまでスクロールするまで何も読み込まず、高さは内容に合わせて変わります。',
  'embed.frame.about':
    '普通のフレームです。独自の要素が取り除かれるサービスで使えます。下のスクリプトが高さを内容に合わせます。スクリプトがなければ、高さは一定のままです。',
  'embed.still.about':
    '図と表を、スクリプトを使わない HTML にしたものです。フィードや印刷、スクリプトが取り除かれるサービスで使えます。色は周りの文字に合わせて変わります。',
  'embed.still.none':
    'まだ結果がありません。この図の実験を動かしてから、もう一度このダイアログを開いてください。',
  'embed.still.not': 'この図には静止した形がありません。代わりに、図や値を保存してお使いください。',
  'embed.lang': '言語',
  'embed.theme': '配色',
  'embed.reader': '読者に合わせる',
  'embed.bare': '関数の選択や設定、保存の欄を省く',
  'embed.frozen': '結果だけを見せる（表示されると実験が自動で動き、変更はできません）',
  'embed.height': '読み込みまでの高さ（px）',
  'embed.height.wrong': '100 から 20,000 までの整数を入力してください',
  'embed.preview': 'プレビュー',
  'embed.code': '記事に貼り付けるコード',
  'embed.local':
    'このページは手元の端末にあるため、下のアドレスはほかの人には使えません。公開したページで、もう一度このダイアログを開いてください。',
  'embed.curves': '{names} の曲線',
  'embed.live': '実際に動かしてみる',
};
