import type { sentence as en } from './en-sentence.ts';

export const sentence: Record<keyof typeof en, string> = {
  'sentence.and': '{names}、{last}',
  'sentence.others': '{names} ほか {others} 個',
  'sentence.point': '{points} ポイント',
  'sentence.points': '{points} ポイント',
  'sentence.interval': '（95% 区間 {low}～{high}）',
  'sentence.mean': '{name} の正解率は、シード {seeds} 個の平均で {mean}% です（95% 区間 {low}～{high}%）。',
  'sentence.level': '次の関数は {baseline} と区別できません：{names}。',
  'sentence.reach': '最大 {points}の差がある可能性は残ります。',
  'sentence.seeds':
    'シード {seeds} 個で {count} 通り比べて差が認められるのは、およそ {points}からです。シードを {more} 個にすると、およそ {fewer}からになります。',
  'sentence.best': '平均がいちばん高いのは {name} ですが、偶然かもしれません。',
  'sentence.by': '{name} が {points}{interval}',
  'sentence.ahead': '{name} は {baseline} を {points}上回りました{interval}。',
  'sentence.ahead.few': '{baseline} を上回ったのは、{list}です。',
  'sentence.ahead.many':
    '{baseline} を上回ったのは {count} 個で、差は {least}（{first}）から {most}（{last}）までです。',
  'sentence.behind': '{name} は {baseline} を {points}下回りました{interval}。',
  'sentence.behind.few': '{baseline} を下回ったのは、{list}です。',
  'sentence.behind.many':
    '{baseline} を下回ったのは {count} 個で、差は {least}（{first}）から {most}（{last}）までです。',
  'sentence.too_few': '終わった学習が足りず、比べられません：{names}。',
  'sentence.no_baseline': '基準の {name} には比べる結果がありません。別の関数を基準に選んでください。',
  'sentence.one_seed':
    'シードが 1 つでは、どの関数が優れているかは分かりません。シードを変えるだけでも結果は変わります。今回の最高は {name} の {mean}%、最低は {last} の {least}% でした。',
  'sentence.one_seed.one':
    'シードが 1 つでは、結果がシードにどれだけ左右されるか分かりません。今回の {name} の正解率は {mean}% でした。',
  'sentence.diverged': '発散したため比べていません：{names}。',
  'sentence.diverged.of': '{name}（{seeds} 回のうち {runs} 回）',
};
