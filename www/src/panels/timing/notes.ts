// What has to be known to believe the numbers, or not to: sentences beside the table.

import type { Translator } from '../../i18n/index.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import { keras } from './keras.ts';
import type { TimingRow } from './results.ts';

/** What is wrong with single functions or samples. */
export function flags(
  { t, number, failure }: Translator,
  { discarded, pressure, unsettled }: TimingReport,
  rows: readonly TimingRow[],
  name: (row: TimingRow) => string,
): string[] {
  const separator = t('list.separator');
  const slowed = rows.filter(({ subnormals }) => subnormals > 0);
  const counts = slowed.map((row) =>
    t('timing.subnormal', { name: name(row), count: number(row.subnormals) }),
  );
  return [
    ...rows.flatMap((row) =>
      row.failure ? [t('timing.failed', { name: name(row), reason: failure(row.failure) })] : [],
    ),
    slowed.length > 0 ? t('timing.subnormals', { names: counts.join(separator) }) : '',
    discarded > 0 ? t('timing.discarded', { count: discarded }) : '',
    pressure === 'serious' || pressure === 'critical' ? t('timing.pressure', { state: pressure }) : '',
    unsettled.length > 0 ? t('timing.unsettled', { names: unsettled.join(separator) }) : '',
  ].filter(Boolean);
}

/** How it was measured. */
export function conditions(
  { t, number }: Translator,
  report: TimingReport,
  simd: boolean,
  naively: boolean,
): string[] {
  const { networks, naive } = report;
  const config = networks?.configs[0];
  return [
    t('timing.conditions', {
      n: report.rounds,
      tick: number(report.tick_ms, 3),
      length: number(report.length),
      sample: number(report.sample_ms, 0),
      simd: simd ? 'simd128' : t('timing.scalar'),
    }),
    networks && config
      ? t('timing.conditions.networks', {
          network: [networks.inputs, ...config.hidden, 10].join('-'),
          batch: config.batch_size,
          steps: number(networks.steps),
          images: number(networks.images),
        })
      : '',
    naively && naive ? t('timing.naive.conditions', { steps: naive.steps }) : '',
  ].filter(Boolean);
}

/** Where the times of Keras come from. */
export function kerasSentence({ t, number }: Translator): string {
  const { keras: version, backend, cpu, system, date, rounds, length, network } = keras;
  return t('timing.keras.recorded', {
    version,
    backend,
    cpu,
    system,
    date,
    n: rounds,
    length: number(length),
    network: network.sizes.join('-'),
    batch: network.batch_size,
  });
}
