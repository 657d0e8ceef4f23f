/** Lets whoever waits look again. */
export interface Bell {
  ring(): void;
  /** Resolves once it has rung since this was last asked for. */
  rung(): Promise<void>;
}

export function createBell(): Bell {
  let hasRung = false;
  let answer = (): void => {};
  return {
    ring() {
      hasRung = true;
      answer();
    },
    rung: () =>
      new Promise((resolve) => {
        answer = () => {
          hasRung = false;
          resolve();
        };
        if (hasRung) answer();
      }),
  };
}
