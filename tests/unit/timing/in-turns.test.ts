import { expect, it } from 'vitest';
import { inTurns, TURN_MS } from '../../../src-main/timing/in-turns.ts';

/** On a clock on which each piece of work takes `pieceMs`: in which turn each was done. */
async function turnsOf(pieces: number, pieceMs: number, goesOn: (turn: number) => boolean = () => true) {
  let elapsed = 0;
  let turn = 0;
  const done: number[] = [];
  const ended = await inTurns(
    { elapsed: () => elapsed },
    async () => {
      turn += 1;
      return goesOn(turn);
    },
    (isOver) => {
      do {
        done.push(turn);
        elapsed += pieceMs;
      } while (done.length < pieces && !isOver());
      return done.length < pieces;
    },
  );
  return { done, ended };
}

it('long work is done a turn at a time, each until its time is over', async () => {
  const pieceMs = TURN_MS / 2 - 1;
  expect(await turnsOf(7, pieceMs)).toEqual({ done: [0, 0, 0, 1, 1, 1, 2], ended: true });
});

it('what takes longer than a turn is a turn of its own, and short work is done at once', async () => {
  expect(await turnsOf(3, TURN_MS * 4)).toEqual({ done: [0, 1, 2], ended: true });
  expect(await turnsOf(50, 0)).toMatchObject({ ended: true, done: Array(50).fill(0) });
});

it('when nothing more is to be begun, what is left stays undone', async () => {
  expect(await turnsOf(5, TURN_MS, (turn) => turn < 2)).toEqual({ done: [0, 1], ended: false });
});

it('others go first after a last turn, too, unless that was short', async () => {
  const letGo = async (pieces: number, pieceMs: number) => {
    let asked = 0;
    const { ended } = await turnsOf(pieces, pieceMs, () => {
      asked += 1;
      return false;
    });
    return { asked, ended };
  };
  expect(await letGo(1, TURN_MS / 2)).toEqual({ asked: 1, ended: true });
  expect(await letGo(1, 1)).toEqual({ asked: 0, ended: true });
});
