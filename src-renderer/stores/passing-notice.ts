import { create } from 'zustand';

interface PassingNoticeState {
  /** Empty when there is nothing to say. */
  readonly text: string;
  say(text: string): void;
}

/** What is said in passing, in its place below everything: why what somebody asked to see is not shown. */
export const usePassingNotice = create<PassingNoticeState>()((set) => ({
  text: '',
  say: (text) => set({ text }),
}));
