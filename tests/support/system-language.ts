/** The unit tests run on an American system, whatever the machine's own language is. */
Object.defineProperty(navigator, 'languages', { value: ['en-US'], configurable: true });
