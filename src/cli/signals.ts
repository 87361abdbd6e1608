/** What a process ends with after a signal: 128 and its number. */
const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
export type SignalCode = (typeof signalCodes)[keyof typeof signalCodes];

/** Listens for the signals that ask a process to end, instead of dying of them on the spot. */
export interface SignalWatch {
  readonly signal: AbortSignal;
  /** The exit code of the first signal caught, or null. */
  readonly caught: () => SignalCode | null;
  /** Treats something else, such as a vanished terminal, as a signal. */
  readonly raise: (code: SignalCode) => void;
  readonly stop: () => void;
}

/** A file that may not grow is said where it is written; the prompt engine would end us for it. */
const stays = () => undefined;

/** @param onHangUp runs before anything else when the terminal hangs up */
export function watchSignals(onHangUp: () => void): SignalWatch {
  const controller = new AbortController();
  let code: SignalCode | null = null;
  const raise = (found: SignalCode) => {
    code ??= found;
    if (found === signalCodes.SIGHUP) onHangUp();
    controller.abort();
  };
  const listeners = Object.entries(signalCodes).map(
    ([name, number]) => [name, () => raise(number)] as const,
  );
  for (const [name, listener] of listeners) process.on(name, listener);
  process.on('SIGXFSZ', stays);
  return {
    signal: controller.signal,
    caught: () => code,
    raise,
    stop: () => {
      for (const [name, listener] of listeners) process.off(name, listener);
      process.off('SIGXFSZ', stays);
    },
  };
}
