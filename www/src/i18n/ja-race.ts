import type { race as en } from './en-race.ts';
import { results } from './ja-results.ts';
import { sentence } from './ja-sentence.ts';

export const race: Record<keyof typeof en, string> = {
  'race.title': '手書き数字をいちばんよく覚えるのは？',
  'race.metric': '表示する値',
  'race.axis': '軸',
  'race.linear': '線形',
  'race.log': '対数',
  'race.lines': '線',
  'race.mean': 'シードの平均',
  'race.each': 'シードごと',
  'race.error': 'テスト誤り率（対数）',
  'race.lines_mean': '線は終了したシードの平均、帯はその平均の 95% 信頼区間（t 分布、シード 3 個から）です。',
  'race.lines_mean_many':
    '線は終了したシードの平均です。線を指すと、その平均の 95% 信頼区間（t 分布、シード 3 個から）を帯で示します。',
  'race.lines_each': '線の一本一本が一つのシードです。',
  'race.each_progress': '関数ごとの進み具合',
  'race.some_done': '{count} 回中 {finished} 回終了',
  'race.some_diverged': '発散 {count}',
  'race.some_failed': '失敗 {count}',
  'race.some_cancelled': '中止 {count}',
  'race.group_paused': '一時停止中',
  'race.accuracy': 'テスト正解率',
  'race.train_loss': '訓練損失',
  'race.train_loss_unit': '訓練損失（交差エントロピー、nat）',
  'race.chart': '学習曲線。矢印キーで読み取り位置が動きます',
  'race.table': '学習の結果',
  'race.epoch': 'エポック',
  'race.validated': '検証損失が最小：エポック {best}',
  'race.stopped': '{epochs} エポックで早期終了（検証損失が最小：エポック {best}）',
  'race.learned': '学習後の {name}：{values}',
  'race.learned_range': '平均 {mean}（{min}～{max}）',
  'race.empty': '「学習を始める」を押すと、ここに学習曲線が現れます。',
  'race.hash': '重みの指紋',
  'race.cancelled': '中止しました',
  'race.finished': '学習が終わりました。',
  models: '学習済みネットワークのファイル',
  'models.about':
    'safetensors は重み、ONNX はネットワーク全体を収めたもので、Python などで使えます。safetensors と JSON はここでも読み込め、手書き数字を判定させられます。',
  'models.network': 'ネットワーク',
  'models.load': 'ファイルを読み込む',
  'models.loaded': '{file} を読み込みました。表の最後に追加しています。',
  'race.caption':
    '同じシードなら、どの関数も同じ乱数・同じ順番の画像・同じネットワークで学習します。シードによる違いは偶然だけです。ここでは複数の学習が並列に動くので、時間は次の図で別に計測します。',
  'race.method':
    '14 × 14 画素に縮めた MNIST の数字（訓練 10,000 枚、テストは別の 1,000 枚。設定で MNIST 全体も選べます）を、多層パーセプトロン（MLP）に確率的勾配降下法（SGD。設定でほかの手法も選べます）で学習させます。計算はすべてお使いの端末の Web Worker で行います。シードを変えるだけで正解率は 1 ポイントほど変わるので、いくつかのシードで繰り返し、関数どうしは同じシードの結果で比べます。区間が表すのはシードによるばらつきで、テスト画像を替えれば結果は全体にずれます。重みの指紋は、設定が同じならどの端末でも一致します。',
  ...results,
  ...sentence,
};
