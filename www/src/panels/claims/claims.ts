import { html, nothing, type TemplateResult } from 'lit';
import { type Failure, toFailure } from '../../core/failure.ts';
import type { Lab } from '../../state/lab.ts';
import { type State, secondsLeft } from '../../state/state.ts';
import { define, Panel } from '../panel.ts';
import { Bench } from './bench.ts';
import { CHECKS, CLAIMS, type Claim } from './list.ts';
import { claimsStyle } from './style.ts';
import type { Verdict } from './verdict.ts';
import { factText } from './words.ts';

type Check =
  | { status: 'waiting' }
  | { status: 'running'; fraction: number }
  | { status: 'done'; verdict: Verdict }
  | { status: 'failed'; failure: Failure };

const MARKS = { holds: '✓', fails: '✗', unclear: '?' } as const;

/** What the articles claim, checked on the reader's device. */
export class ClaimsPanel extends Panel {
  static override styles = [...Panel.styles, claimsStyle];

  protected readonly panel = 'claims' as const;
  readonly #checks = new Map<Claim, Check>();
  #bench: Bench | undefined;
  #queue: Claim[] = [];
  /** claims that were asked for since nothing was going on */
  #asked = 0;
  #active: { claim: Claim; started: number } | undefined;
  /** what was found last, for those who listen */
  #last: Claim | undefined;

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.race.phase, state.timing.active !== undefined, state.aside];
  }

  protected override begin(lab: Lab): boolean {
    if (this.#waits(lab)) return false;
    this.#start(lab, CLAIMS);
    return true;
  }

  protected override body(lab: Lab): TemplateResult {
    return html`${this.#controls(lab)}
      <ul>
        ${CLAIMS.map((claim) => this.#claim(lab, claim))}
      </ul>
      <p class="visually-hidden" role="status">${this.#announcement()}</p>`;
  }

  #controls(lab: Lab): TemplateResult {
    const open = CLAIMS.filter((claim) => this.#checks.get(claim)?.status !== 'done');
    return html`<div class="row controls">
        ${
          this.#active
            ? html`<button type="button" @click=${() => this.#cancel(lab)}>${this.t('cancel')}</button>`
            : open.length === 0 && lab.frame.frozen
              ? nothing
              : html`<button
                class="primary"
                type="button"
                ?disabled=${this.#waits(lab)}
                @click=${() => this.#start(lab, open.length > 0 ? open : CLAIMS)}
              >${this.t(open.length > 0 ? 'claims.all' : 'claims.again')}</button>`
        }
      </div>
      <div class="progress">
        ${this.#active ? html`<progress max="1" .value=${this.#fraction} aria-label=${this.t('claims.progress')}></progress>` : nothing}
        <span>${this.#status(lab, open)}</span>
      </div>`;
  }

  #status(lab: Lab, open: readonly Claim[]): string {
    if (this.#active) {
      const rest = this.#seconds(lab, this.#queue);
      const running = this.#checks.get(this.#active.claim);
      const fraction = running?.status === 'running' ? running.fraction : 0;
      const left =
        secondsLeft(fraction, performance.now() - this.#active.started) ??
        this.#seconds(lab, [this.#active.claim]);
      return this.t('time_left', { seconds: this.i18n.number(Math.ceil(left + rest)) });
    }
    if (this.#waits(lab)) return this.t('claims.waits');
    if (open.length === 0) return this.t('claims.finished');
    return this.t('claims.takes', { seconds: this.i18n.number(Math.ceil(this.#seconds(lab, open))) });
  }

  /** Of all that was asked for. */
  get #fraction(): number {
    const running = this.#active && this.#checks.get(this.#active.claim);
    const fraction = running?.status === 'running' ? running.fraction : 0;
    return (this.#asked - this.#queue.length - 1 + fraction) / this.#asked;
  }

  /** What claims take that are not checked yet; a network that several need is trained once. */
  #seconds(lab: Lab, claims: readonly Claim[]): number {
    const configs = new Map(
      claims.flatMap((claim) => CHECKS[claim].configs).map((config) => [JSON.stringify(config), config]),
    );
    const besides = claims.reduce((sum, claim) => sum + CHECKS[claim].seconds, 0);
    return this.#benchOf(lab).seconds([...configs.values()]) + besides;
  }

  #waits({ state }: Lab): boolean {
    return !this.#active && (state.race.phase !== 'idle' || state.timing.active !== undefined || state.aside);
  }

  #claim(lab: Lab, claim: Claim): TemplateResult {
    const check = this.#checks.get(claim);
    const busy = check?.status === 'running' || check?.status === 'waiting';
    const verdict = check?.status === 'done' ? check.verdict : undefined;
    return html`<li class=${verdict?.answer ?? ''}>
      <div class="row head">
        <button
          class="chip"
          type="button"
          ?disabled=${busy || this.#waits(lab) || (verdict !== undefined && lab.frame.frozen)}
          @click=${() => this.#start(lab, [claim])}
        >${this.t(`claim.${claim}`)}</button>
        ${verdict ? html`<strong><span aria-hidden="true">${MARKS[verdict.answer]}</span> ${this.t(`claims.${verdict.answer}`)}</strong>` : nothing}
        ${check?.status === 'waiting' ? html`<span class="small">${this.t('claims.queued')}</span>` : nothing}
        ${check?.status === 'running' ? html`<progress max="1" .value=${check.fraction} aria-label=${this.t(`claim.${claim}`)}></progress>` : nothing}
      </div>
      ${verdict ? html`<p class="fact">${this.#found(verdict)}</p>` : nothing}
      ${check?.status === 'failed' ? this.failureMessage(check.failure, () => this.#start(lab, [claim])) : nothing}
      <details>
        <summary>
          ${this.t(verdict ? 'claims.numbers' : 'claims.how')}<span class="visually-hidden">: ${this.t(`claim.${claim}`)}</span>
        </summary>
        ${
          verdict && verdict.more.length > 0
            ? html`<ul class="facts">
                ${verdict.more.map((fact) => html`<li>${factText(fact, this.i18n)}</li>`)}
              </ul>`
            : nothing
        }
        <p>${this.t(`claim.${claim}.method`)}</p>
      </details>
    </li>`;
  }

  #found({ found }: Verdict): string {
    return found.map((fact) => factText(fact, this.i18n)).join(this.t('sentence.separator'));
  }

  #announcement(): string {
    const check = this.#last && this.#checks.get(this.#last);
    if (!this.#last || check?.status !== 'done') return '';
    const { verdict } = check;
    return `${this.t(`claim.${this.#last}`)}: ${this.t(`claims.${verdict.answer}`)}. ${this.#found(verdict)}`;
  }

  #benchOf(lab: Lab): Bench {
    this.#bench ??= new Bench(lab);
    return this.#bench;
  }

  #start(lab: Lab, claims: readonly Claim[]): void {
    for (const claim of claims) {
      if (this.#active?.claim === claim || this.#queue.includes(claim)) continue;
      this.#queue.push(claim);
      this.#asked += 1;
      // Asked for again, it is done again.
      if (this.#checks.get(claim)?.status === 'done') this.#benchOf(lab).forget(CHECKS[claim].configs);
      this.#checks.set(claim, { status: 'waiting' });
    }
    this.requestUpdate();
    if (!this.#active) void this.#work(lab);
  }

  /** One check after the other: what is timed must be alone. */
  async #work(lab: Lab): Promise<void> {
    for (let claim = this.#queue.shift(); claim; claim = this.#queue.shift()) {
      this.#active = { claim, started: performance.now() };
      await this.#check(lab, claim);
    }
    this.#active = undefined;
    this.#asked = 0;
    this.requestUpdate();
  }

  async #check(lab: Lab, claim: Claim): Promise<void> {
    const set = (check: Check): void => {
      this.#checks.set(claim, check);
      this.requestUpdate();
    };
    set({ status: 'running', fraction: 0 });
    try {
      const verdict = await CHECKS[claim].run(this.#benchOf(lab), (fraction) => {
        if (this.#active?.claim === claim) set({ status: 'running', fraction });
      });
      set({ status: 'done', verdict });
      this.#last = claim;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'cancelled') this.#checks.delete(claim);
      else set({ status: 'failed', failure });
    }
  }

  #cancel(lab: Lab): void {
    this.#asked -= this.#queue.length;
    for (const claim of this.#queue.splice(0)) this.#checks.delete(claim);
    lab.cancelAside();
    this.requestUpdate();
  }
}

define('al-claims', ClaimsPanel);
