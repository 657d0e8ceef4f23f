/** A phone number is found by its last seven digits too: nobody types an area code for a number across the street. */
export const up = `
UPDATE patient SET phone_digits = phone_digits || ' ' || substr(phone_digits, -7) WHERE length(phone_digits) >= 10;
`;
