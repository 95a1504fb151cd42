// The command line that gives a sweep's numbers. Pure.

import { DIALECTS } from '../../core/types.ts';
import { keyOf } from '../../state/groups.ts';
import {
  changed,
  missingFor,
  presetOf,
  ratesOf,
  SETTING_NAMES,
  settingText,
  withOptimizer,
} from '../../state/settings.ts';
import type { State } from '../../state/state.ts';
import type { Choice } from './choice.ts';
import type { Cell } from './plan.ts';

/** What was used of the page's state. */
type Chosen = Pick<State, 'dialect' | 'images' | 'learning' | 'offer' | 'preset' | 'settings' | 'core'>;

const DATA = {
  subset: '--data www/generated/data/mnist-14x14.bin',
  all14: '--data www/generated/data/mnist-28x28.bin --side 14',
  all: '--data www/generated/data/mnist-28x28.bin',
};

/** Everything in which the settings differ from the preset's. */
function options({ dialect, images, offer, preset: name }: Chosen, settings: State['settings']): string[] {
  const preset = presetOf(offer, name);
  const base = changed(
    preset.settings,
    withOptimizer(preset.settings, settings.optimizer, ratesOf(offer, preset)),
  );
  const words = [`--preset ${preset.name}`];
  if (dialect !== DIALECTS[0]) words.push(`--dialect ${dialect}`);
  if (images !== preset.images) words.push(DATA[images]);
  for (const setting of SETTING_NAMES) {
    // Without a schedule in steps there is no decay of one.
    if (setting === 'seed' || missingFor(setting, settings)) continue;
    const reference = setting === 'optimizer' ? preset.settings : base;
    const text = settingText(setting, settings);
    if (text === settingText(setting, reference)) continue;
    const option = `--${setting.replaceAll('_', '-')}`;
    if (setting === 'best_weights') words.push(...(settings.best_weights ? [option] : []));
    else if (setting === 'hidden') words.push(`${option} ${settings.hidden.join()}`.trim());
    // What the preset has and was taken out.
    else words.push(`${option} ${text || 0}`);
  }
  return words;
}

/** One line for each row of a map; of several seeds of a map of functions, one for each. */
export function commandOf(state: Chosen, { x, seeds }: Choice, cells: readonly Cell[]): string {
  const rows = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = keyOf(cell.y);
    rows.set(key, [...(rows.get(key) ?? []), cell]);
  }
  const lines = [...rows.values()].flatMap((row) => {
    const [config] = row[0]?.configs ?? [];
    if (!config) return [];
    const { activation, params, learn, seed, ...settings } = config;
    const common = options(state, { ...settings, seed });
    if (x.kind === 'functions') {
      const ids = row.flatMap(({ configs }) => configs[0]?.activation ?? []).join();
      const own = row.flatMap(({ configs: [first] }) =>
        first ? functionOptions(state, first.activation, first.params, first.learn, true) : [],
      );
      return (
        row[0]?.configs.map((one) => [
          'train',
          `--activations ${ids}`,
          `--seed ${one.seed}`,
          ...own,
          ...common,
          '--json',
        ]) ?? []
      );
    }
    const { parameter } = x.target;
    const values = row.flatMap(({ x: at }) => (at.kind === 'value' ? [at.value] : []));
    const { [parameter]: _, ...others } = params;
    return [
      [
        'sweep',
        `--activation ${activation}`,
        `--param ${parameter}=${values.join()}`,
        `--seeds ${seeds}`,
        `--seed ${seed}`,
        ...functionOptions(state, activation, others, learn, false),
        ...common,
        '--json',
      ],
    ];
  });
  return lines.map((words) => `npm run -s cli -- ${words.join(' ')}\n`).join('');
}

/** Parameters that are not the dialect's defaults, and what is learned in another way than it does. */
function functionOptions(
  { core, learning }: Chosen,
  activation: string,
  params: Readonly<Record<string, number>>,
  learn: Readonly<Record<string, string>>,
  own: boolean,
): string[] {
  const specs =
    core.status === 'ready' ? (core.catalogue.find(({ id }) => id === activation)?.parameters ?? []) : [];
  const named = (name: string): string => (own ? `${activation}.${name}` : name);
  return specs.flatMap(({ name, default: usual }) => [
    ...(params[name] !== undefined && params[name] !== usual
      ? [`--param ${named(name)}=${params[name]}`]
      : []),
    ...(learning === 'framework' ? [] : [`--learn ${activation}.${name}=${learn[name] ?? 'none'}`]),
  ]);
}
