/** The county's people say 擂鼓, not 擂鼓派出所; the board has no room for more. */
export const shortStation = (name: string): string => name.replace(/派出所$/, '').replace(/ (police )?station$/i, '');
