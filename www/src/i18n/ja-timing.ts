import type { timing as en } from './en-timing.ts';

export const timing: Record<keyof typeof en, string> = {
  'timing.title': '関数そのものの計算には、どれだけかかる？',
  'timing.measure': '計測する',
  'timing.empty': '「計測する」を押すと、要素あたりの時間がここに現れます。',
  'timing.takes': '約 {seconds} 秒かかります',
  'timing.waits': '学習が終わるまでお待ちください。同時に動かすと計測が乱れます。',
  'timing.warm_up': 'ウォームアップ中',
  'timing.measuring': '計測中',
  'timing.progress': '計測の進み具合',
  'timing.finished': '計測が終わりました。',
  'timing.forward': '順伝播 f',
  'timing.backward': '逆伝播 f′',
  'timing.axis': '要素あたりの時間（ns、中央値と 95 % 区間）',
  'timing.chart': '要素あたりの時間。数値は下の表にあります',
  'timing.table': '要素あたりの時間（ナノ秒）',
  'timing.rank': '順位',
  'timing.median': '中央値［95 %］ns',
  'timing.min': '最小 ns',
  'timing.conditions':
    '値ごとに {sample} ms 以上の計測を {n} 回。対象は CPU のキャッシュに収まる {length} 個の数。このブラウザーの時計の刻みは {tick} ms。ビルド：{simd}。',
  'timing.scalar': 'スカラー',
  'timing.discarded': 'タブが隠れている間の {count} 回分は捨てました。',
  'timing.unsettled': 'ウォームアップ後も値が落ち着かなかったもの（参考値）：{names}。',
  'timing.record': '計測の生データ（JSON）',
  'timing.caption':
    '区間が重なる関数は区別できないので、同じ順位にしています。計っているのは exp まで自前の WebAssembly コードなので、ほかのライブラリーでは結果が変わることがあります。',
  'timing.method':
    'ほかに何も動かさず、一つのワーカーだけで計ります。続く二つのブロックの差が 5 % 以内になるまでウォームアップし、その後は毎回すべての関数をランダムな順に一巡して、静かな時間帯が特定の関数に偏らないようにします。示すのは、中央値と、分布によらないその 95 % 区間、そして最小値です。学習の 1 ステップのうち活性化関数が占めるのはわずかで、大半は行列積です。開発者ツールを開いているとコードが遅くなるので、閉じて計ってください。',
};
