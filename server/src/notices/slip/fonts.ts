const FONTS = '@expo-google-fonts/noto-sans-sc';

/** Chinese and Latin, embedded into what is printed. */
export const REGULAR = require.resolve(`${FONTS}/400Regular/NotoSansSC_400Regular.ttf`);
export const BOLD = require.resolve(`${FONTS}/700Bold/NotoSansSC_700Bold.ttf`);
