import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** PT Serif (SIL Open Font License), whose letters are embedded in every PDF. */
export const pdfFonts = {
  PTSerif: {
    normal: require.resolve('@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf'),
    italics: require.resolve('@expo-google-fonts/pt-serif/400Regular_Italic/PTSerif_400Regular_Italic.ttf'),
    bold: require.resolve('@expo-google-fonts/pt-serif/700Bold/PTSerif_700Bold.ttf'),
    bolditalics: require.resolve('@expo-google-fonts/pt-serif/700Bold_Italic/PTSerif_700Bold_Italic.ttf'),
  },
};
