import type { timing as en } from './en-timing.ts';

export const timing: Record<keyof typeof en, string> = {
  'timing.title': '関数そのものの計算には、どれだけかかる？',
  'timing.measure': '計測する',
  'timing.empty': '「計測する」を押すと、関数・学習の 1 ステップ・推論の時間がここに現れます。',
  'timing.takes': '約 {seconds} 秒かかります',
  'timing.waits': '学習が終わるまでお待ちください。同時に動かすと計測が乱れます。',
  'timing.naive_first': 'まず、よくない計り方で',
  'timing.warm_up': 'ウォームアップ中',
  'timing.measuring': '計測中',
  'timing.progress': '計測の進み具合',
  'timing.finished': '計測が終わりました。',
  'timing.forward': '順伝播 f',
  'timing.backward': '逆伝播 f′',
  'timing.step': '学習 1 ステップ',
  'timing.inference': '推論',
  'timing.what': '表示するもの',
  'timing.how': '計り方',
  'timing.careful': '規則どおり',
  'timing.naive': '1 回ずつ',
  'timing.axis.forward': 'f、数 1 個あたりの ns（中央値と 95% 区間）',
  'timing.axis.backward': 'f′ と積、数 1 個あたりの ns（中央値と 95% 区間）',
  'timing.axis.step': '学習 1 ステップ、{unit}（中央値と 95% 区間）',
  'timing.axis.inference': '画像 1 枚の推論、{unit}（中央値と 95% 区間）',
  'timing.axis.naive': '学習の 1 ステップ、{unit}',
  'timing.chart': '関数ごとの時間。数値は下の表にあります',
  'timing.table': '関数ごとの時間',
  'timing.head.forward': 'f、ns／個',
  'timing.head.backward': 'f′、ns／個',
  'timing.head.step': '学習 1 ステップ、{unit}',
  'timing.head.share': 'f と f′ の割合',
  'timing.head.inference': '推論、{unit}',
  'timing.head.keras': 'Keras {version}（記録）：{what}、{unit}',
  'timing.keras.recorded':
    'Keras の列はここで計ったものではなく、記録です。Keras {version}（{backend}）、{cpu} の 1 スレッド（{system}）、{date}。CPU 時間の {n} 回の中央値で、下段はお使いの環境の何倍かを示します。f と f′ は Keras の呼び出しを {length} 個の数に対して、ステップは {network}、バッチ {batch} の fit() で計りました。関数とパラメーターが同じものだけを示します。',
  'timing.rank': '{rank} 位',
  'timing.min': '最小 {value}',
  'timing.says.nothing': '計れたものがありません。',
  'timing.says.one': '{name} は {value}（{what}）。',
  'timing.says.first': '最も速い（{what}）のは {names} で、{value}。',
  'timing.says.tied': '最も速い（{what}）のは {names} で、互いに区別できず、約 {value}。',
  'timing.says.same': 'どの関数も区別できません（{what}）。いずれも約 {value}。',
  'timing.says.slowest': '{name} はその {ratio} 倍かかります。',
  'timing.says.share':
    '学習の 1 ステップのうち f と f′ が占めるのは {low}（{low_name}）から {high}（{high_name}）。',
  'timing.says.share_one': '学習の 1 ステップのうち f と f′ が占めるのは {low}。',
  'timing.says.more': '{names} ほか {count} 個',
  'timing.naive.nothing': '関数が一つだけでは比べられません。',
  'timing.naive.says':
    '一覧の順に 1 回ずつ計ると、最も速いのは {fastest}、最も遅いのは {slowest} になります。最初に呼ばれた {first} は、本来の {ratio} 倍の時間と出ます。',
  'timing.naive.reversed_says':
    '一覧を逆順にすると、最も速いのは {fastest}、最も遅いのは {slowest}。今度は最初に呼ばれた {first} が本来の {ratio} 倍と出ます。',
  'timing.naive.errs':
    '区別できる {apart} 組のうち、一覧順の計測では {wrong} 組の順序が逆でした。全 {pairs} 組のうち {contradictory} 組では、二つの順の結果が互いに食い違います。',
  'timing.naive.errs_all':
    '規則どおりに計るとどの二つも区別できないのに、1 回ずつ計るとすべてに順位が付きます。全 {pairs} 組のうち {contradictory} 組では、二つの順の結果が互いに食い違います。',
  'timing.naive.careful': '規則どおり、{unit}',
  'timing.naive.in_order': '一覧順に 1 回ずつ',
  'timing.naive.reversed': '逆順に 1 回ずつ',
  'timing.naive.table': '1 回ずつ計った学習ステップの時間と、規則どおりの計測',
  'timing.naive.ratio': '{ratio} 倍',
  'timing.naive.conditions':
    'ほかの何よりも先に、実際に動かした結果です。関数ごとに新しいネットワークを作り、最初の {steps} ステップを一つの時計で囲んで計りました。ワーカーもプログラムのコンパイルも新しいものです。model.fit() を time.time() で囲む計り方がこれで、最初の関数がコンパイラーを待つことになります。',
  'timing.failed': '{name} にはネットワークの時間がありません：{reason}',
  'timing.subnormals':
    'ステップの後に非正規化数があり、プロセッサーが遅くなっています：{names}。関数が遅いのではなく、勾配が消失しています。',
  'timing.subnormal': '{name}（{count} 個）',
  'timing.conditions':
    '値ごとに {sample} ms 以上の計測を {n} 回。f と f′ の対象は CPU のキャッシュに収まる {length} 個の数。このブラウザーの時計の刻みは {tick} ms。ビルド：{simd}。',
  'timing.conditions.networks':
    'ステップの計測では毎回、新しいネットワーク（{network}、バッチ {batch}）を {steps} ステップ学習させます。初期重み・バッチ・ステップ数はどの関数でも同じです。続けて画像 {images} 枚を 1 枚ずつ推論します。',
  'timing.scalar': 'スカラー',
  'timing.discarded': 'タブが隠れている間の {count} 回分は捨てました。',
  'timing.pressure':
    '計測中、ブラウザーはプロセッサーの負荷を {state} と報告しました。ほかの処理のために時間が延びている可能性があります。',
  'timing.unsettled': 'ウォームアップ後も値が落ち着かなかったもの（参考値）：{names}。',
  'timing.record': '計測の生データ（JSON）',
  'timing.caption':
    '区間が重なる関数は区別できないので、同じ順位にしています。計っているのは exp まで自前の WebAssembly コードなので、ほかのライブラリーでは結果が変わることがあります。',
  'timing.method':
    'ほかに何も動かさず、一つのワーカーだけで計ります。続く二つのブロックの差が 5% 以内になるまでウォームアップし、その後は毎回すべての関数とネットワークをランダムな順に一巡して、静かな時間帯が特定の関数に偏らないようにします。配列やネットワークは計測のたびにメモリーの別の場所に作り直します。置き場所だけで 1 割変わることがあるためです。示すのは、中央値、分布によらないその 95% 区間、そして最小値です。区間は、時計の刻みと上下 1%（2 回の計測の間に生じうる差）より狭くはしません。割合は、隠れ層にある数の個数だけ f と f′ を計算する時間を、1 ステップの時間で割ったものです。パラメーターを学習する関数では別の処理になるため示しません。開発者ツールを開いているとコードが遅くなるので、閉じて計ってください。',
};
