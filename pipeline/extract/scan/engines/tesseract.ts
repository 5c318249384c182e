import { createRequire } from 'node:module';
import path from 'node:path';
import type { Worker } from 'tesseract.js';
import { SCAN_TESSERACT } from '../../../../config/limits/scan.ts';
import type { Alphabet, LineImage, LineReading, OcrEngine } from '../../../contracts/ocr.ts';

const require = createRequire(import.meta.url);

/** What tesseract.js adds to the global objects when it is loaded, long before that. */
export const loadEngineGlobals = (): void => {
  createRequire(require.resolve('tesseract.js'))('regenerator-runtime/runtime');
};

interface Setting {
  readonly language: 'eng' | 'chi_sim';
  readonly parameters: Readonly<Record<string, string>>;
}

/** English data read digits better than Chinese. @source techniques.md, measurements of tesseract 7 */
const SETTINGS: Readonly<Record<Alphabet, Setting>> = {
  number: { language: 'eng', parameters: { tessedit_char_whitelist: '0123456789.,-/+', tessedit_pageseg_mode: '7' } },
  text: { language: 'chi_sim', parameters: { tessedit_pageseg_mode: '7', preserve_interword_spaces: '1' } },
};

async function openWorker({ language, parameters }: Setting): Promise<Worker> {
  const { createWorker } = await import('tesseract.js');
  const data = path.dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
  const worker = await createWorker(language, 1, {
    langPath: path.join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    workerPath: require.resolve('tesseract.js/src/worker-script/node/index.js'),
  });
  await worker.setParameters({ ...parameters, classify_enable_learning: '0', user_defined_dpi: '300' });
  return worker;
}

/** A line with more white paper above and below it: digits that fill the height are misread, and surely. */
function onPaper({ width, height, grey }: LineImage): LineImage {
  const margin = Math.round(height * SCAN_TESSERACT.paper);
  const paper = new Uint8Array(width * (height + 2 * margin)).fill(255);
  paper.set(grey, margin * width);
  return { width, height: height + 2 * margin, grey: paper };
}

/** Binary PGM: the plainest picture that tesseract takes. */
function portableGreymap({ width, height, grey }: LineImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), grey]);
}

function readingOf(text: string, confidence: number): LineReading {
  const characters = [...text.replace(/\s+/gu, '')];
  const each = Math.max(0, Math.min(1, confidence / 100));
  return {
    characters: characters.map((character, i) => ({
      text: character,
      confidence: each,
      at: (i + 0.5) / characters.length,
    })),
    confidence: characters.length > 0 ? each : 0,
    plausibility: 1,
  };
}

/** tesseract.js with language data from the packages: one worker thread for each alphabet, opened when first needed. */
export function tesseractEngine(): OcrEngine & { readonly close: () => Promise<void> } {
  const workers = new Map<Alphabet, Promise<Worker>>();
  const workerFor = (alphabet: Alphabet): Promise<Worker> => {
    const opened = workers.get(alphabet) ?? openWorker(SETTINGS[alphabet]);
    workers.set(alphabet, opened);
    return opened;
  };
  return {
    name: 'tesseract',
    tellsPlausibility: false,
    async read(lines, alphabet) {
      const worker = await workerFor(alphabet);
      const look = async (line: LineImage): Promise<LineReading> => {
        const { data } = await worker.recognize(portableGreymap(line), {}, { text: true });
        return readingOf(data.text, data.confidence);
      };
      const readings: LineReading[] = [];
      for (const line of lines) {
        const first = await look(alphabet === 'number' ? onPaper(line) : line);
        // A lone 1 is lost on much paper.
        readings.push(alphabet === 'number' && first.confidence === 0 ? await look(line) : first);
      }
      return readings;
    },
    async close() {
      const opened = await Promise.all(workers.values());
      workers.clear();
      await Promise.all(opened.map((worker) => worker.terminate()));
    },
  };
}
