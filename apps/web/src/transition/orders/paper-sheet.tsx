import { type ReactElement, useId } from 'react';
import { useWords } from '../../words/catalogue.ts';
import type { Block, Paper } from './orders.ts';
import { ordersWords } from './orders.messages.ts';
import { PaperTimeline } from './paper-timeline.tsx';

/** A paper as it will be printed, block by block: the order, and each appendix on a sheet of its own. */
export function PaperSheet({ paper: { title, parts, appendices } }: { readonly paper: Paper }): ReactElement {
  const words = useWords(ordersWords);
  return (
    <div className="paper">
      <article className="paper-sheet" aria-label={title}>
        {parts.map((part, index) => (
          <Blocks key={index} blocks={part.blocks} />
        ))}
      </article>
      {appendices.map(({ number, title: name, mark, blocks }) => (
        <details key={number} className="paper-appendix">
          <summary>{words.appendix(number, name)}</summary>
          <article className="paper-sheet" aria-label={words.appendix(number, name)}>
            <p className="paper-mark">
              {mark.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </p>
            <p className="paper-heading" data-align="center">
              {name}
            </p>
            <Blocks blocks={blocks} />
          </article>
        </details>
      ))}
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactElement {
  return (
    <>
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  );
}

type Runs = NonNullable<Block['text']>;

function Said({ runs }: { readonly runs: Runs | undefined }): ReactElement {
  return (
    <>
      {(runs ?? []).map(({ text, bold, italic }, index) => {
        const said = italic ? <i>{text}</i> : text;
        return bold ? <b key={index}>{said}</b> : <span key={index}>{said}</span>;
      })}
    </>
  );
}

function OneBlock({ block }: { readonly block: Block }): ReactElement | null {
  const align = block.align ?? 'left';
  switch (block.kind) {
    case 'heading':
      return (
        <p className="paper-heading" data-level={block.level} data-align={align}>
          <Said runs={block.text} />
        </p>
      );
    case 'paragraph':
      return (
        <p data-align={align}>
          <Said runs={block.text} />
        </p>
      );
    case 'point':
      return (
        <p className="paper-point">
          <span>{block.number}</span>
          <span>
            <Said runs={block.text} />
          </span>
        </p>
      );
    case 'table':
      return <PaperTable block={block} />;
    case 'timeline':
      return <PaperTimeline block={block} />;
    case 'requisites':
      return (
        <p className="paper-requisites">
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'signatures':
      return (
        <>
          {(block.signatures ?? []).map(({ office, name }, index) => (
            <p key={index} className="paper-signature">
              <span>{office}</span>
              <span className="paper-line" />
              <span>{name}</span>
            </p>
          ))}
        </>
      );
    case 'space':
      return <p className="paper-space" />;
    case 'page-break':
      return null;
  }
}

function PaperTable({ block: { columns = [], cells = [] } }: { readonly block: Block }): ReactElement {
  const words = useWords(ordersWords);
  const id = useId();
  return (
    <div className="road-frame" role="region" aria-label={words.tableOfPaper} tabIndex={0}>
      <table className="paper-table">
        <thead>
          <tr>
            {columns.map(({ title }, index) => (
              <th key={index} scope="col" id={`${id}-${index}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((row, index) => (
            <tr key={index}>
              {row.map((runs, at) => (
                <td key={at} data-align={columns[at]?.align}>
                  <Said runs={runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
