import { type ReactElement, useState } from 'react';
import { CommandDialog } from '../form/command-dialog.tsx';
import type { FormCommand } from '../form/use-command.ts';
import { ChooseFile } from './choose-file.tsx';

/** Asks for one file of the device and sends it; what is in it is judged by the server. */
export function AttachFile({
  label,
  hint,
  accept,
  attach,
  ...dialog
}: {
  readonly title: string;
  readonly act: string;
  readonly label: string;
  readonly hint: string;
  /** Endings that the device offers first: `.pdf,.docx`. */
  readonly accept: string;
  readonly command: FormCommand;
  readonly attach: (file: File) => Promise<unknown>;
  readonly close: () => void;
}): ReactElement {
  const { command } = dialog;
  const [file, setFile] = useState<File | null>(null);
  return (
    <CommandDialog {...dialog} tell={() => (file === null ? null : attach(file))}>
      <ChooseFile
        label={label}
        description={hint}
        accept={accept}
        chosen={file}
        choose={setFile}
        error={command.wrong('file') ?? command.wrong('name')}
      />
    </CommandDialog>
  );
}
