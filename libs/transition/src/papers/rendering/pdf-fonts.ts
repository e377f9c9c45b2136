import { createRequire } from 'node:module';

const FOLDER = '@expo-google-fonts/pt-serif';
const file = createRequire(import.meta.url);
const at = (face: string): string => file.resolve(`${FOLDER}/${face}/PTSerif_${face}.ttf`);

/** PT Serif (SIL Open Font License), whose letters are embedded in every PDF. */
export const pdfFonts = {
  PTSerif: {
    normal: at('400Regular'),
    italics: at('400Regular_Italic'),
    bold: at('700Bold'),
    bolditalics: at('700Bold_Italic'),
  },
};
