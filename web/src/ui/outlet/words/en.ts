import { count } from '../../words/count.ts';

const number = new Intl.NumberFormat('en');
const items = count('en', { one: 'item', other: 'items' });
const changes = count('en', { one: 'change', other: 'changes' });

/** The words for exporting, sending and bringing back. English is the shape the others are checked against. */
export const en = {
  title: 'What will be exported',
  item: 'The backlog item',
  ways: 'Ways out and back',
  tabs: { files: 'Files', trackers: 'Send to a tracker', back: 'Bring back' },
  offline:
    'You are offline, and your last change is not in the export yet. It is kept on this device; this goes on as soon as it is saved.',
  saving: 'Saving…',
  slow: 'Saving takes longer than usual. This goes on as soon as it is done.',
  unreachable: 'The server cannot be reached. Try again in a moment.',
  again: 'Try again',
  cancel: 'Cancel',
  copy: 'Copy',
  unworded: 'Not yet worded',
  which: {
    label: 'Which items',
    all: 'Everything',
    since: 'Changed since the last export',
    chosen: 'Chosen actions',
    themes: 'One theme',
    personas: 'One persona',
    theme: 'Theme',
    persona: 'Persona',
    actions: 'Actions',
    none: 'There are no actions yet.',
  },
  withheld: { title: 'Withheld', list: 'Left out' },
  /** A ticked box in a file, and one that is not. */
  box: { done: 'done', open: 'open' },
  files: {
    format: 'Format',
    as: 'As',
    drafts: 'Drafts',
    tasks: 'Tasks',
    start: 'First task’s number',
    ownNumbers: 'numbers of our own',
    type: 'Work item type',
    byType: 'By each item’s type',
    raw: 'For a program: without the apostrophes that keep a spreadsheet from running cells',
    choose: 'Choose what to export.',
    writing: 'Writing it out…',
    download: (ending: string) => `Download .${ending}`,
    zip: 'Download all as a zip',
    copy: (source: string) => `Copy ${source}`,
    show: (source: string) => `Show the ${source}`,
    /** How many items, and in how many files where these are not as many. */
    sum: (n: number, files: number) =>
      `${items(n)}${files === n ? '' : files === 1 ? ' in one file' : ` in ${number.format(files)} files`}.`,
    unchanged: 'Nothing has changed since the last export.',
    others: 'No action is among these. Choose others above.',
    nothing: 'There is nothing to export yet: make an insight, then an action.',
    undrawn: (n: number, of: number) =>
      `${count('en', { one: 'more file is', other: 'more files are' })(n)} not drawn; the download holds all ${number.format(of)}.`,
    more: 'Show more',
    cut: (most: number, of: number) =>
      `Only the first ${number.format(most)} characters are drawn, of ${number.format(of)}. Copies and downloads are whole.`,
  },
  /** What people know formats by, and what to do with them there. */
  formats: {
    backlog: {
      name: 'Backlog.md',
      how: 'A file per item. Drafts go into backlog/drafts and get a number when they are promoted; tasks go into backlog/tasks.',
    },
    github: {
      name: 'GitHub issues (files)',
      how: 'A file per issue and a list of them; or let this server send them: “Send to a tracker”.',
    },
    gitlab: { name: 'GitLab CSV', how: 'Import it in the project: Issues, Import from CSV.' },
    jira: {
      name: 'Jira CSV',
      how: 'Import it in Jira: Issues, Import issues from CSV. Its wizard asks what each column is.',
    },
    linear: { name: 'Linear CSV', how: 'Bring it in with Linear’s importer, as “Linear CSV”.' },
    azure: {
      name: 'Azure DevOps CSV',
      how: 'Import it in Boards: Queries, Import work items. At most 1,000 at once.',
    },
    gitea: { name: 'Gitea or Forgejo JSON', how: 'For their API; or “Send to a tracker”.' },
    obsidian: { name: 'Obsidian tasks', how: 'Put the notes into a vault with the Tasks plugin.' },
    csv: { name: 'Spreadsheet (CSV)', how: 'A row per item, for Excel and the like.' },
    json: { name: 'JSON', how: 'Everything, in a form of our own that keeps its version, for programs.' },
    report: {
      name: 'Report of the session',
      how: 'One text of decisions, insights, themes, votes and open questions, to be read.',
    },
  },
  trackers: {
    gitea: 'Gitea or Forgejo',
    looking: 'Looking…',
    noneYet:
      'No tracker is set yet. Add the GitHub, GitLab or Gitea project that these items belong to: what is closed there is then done here.',
    askOwner:
      'No tracker is set yet. The server’s owner adds one, since it holds a token; then everybody of the team can send.',
    noItem: 'No item is among these.',
    would: (n: number) => `${items(n)} would be sent. What has not changed since is not sent again.`,
    add: 'Add a tracker',
    /** What a token must allow. */
    tokens: {
      github:
        'A fine-grained token for this repository alone: Issues, read and write. With a classic one: repo, or public_repo for a public repository.',
      gitlab: 'A project access token with the role Reporter or higher and the scope “api”.',
      gitea: (scope: string) => `A token that may read and write issues: the scope “${scope}”.`,
    },
    /** Where a webhook is set. The menus are named as they stand there. */
    hooks: {
      github:
        'In the repository: Settings, Webhooks, Add webhook. Content type application/json; only the event “Issues”.',
      gitlab: 'In the project: Settings, Webhooks, Add new webhook. Trigger: issue events.',
      gitea: 'In the repository: Settings, Webhooks, Add webhook, Gitea. Custom events: issues.',
    },
  },
  add: {
    kind: 'Tracker',
    url: 'Address',
    ownUrl: 'Address, if it is your own server',
    project: 'Project',
    projectHint: 'owner/name',
    projectHow: 'As in its address: owner/name.',
    projectNot: 'It looks like owner/name, as in its address.',
    token: 'Token',
    kept: 'The token is kept on this server, goes to that address alone, and is never shown again.',
    act: 'Add',
  },
  target: {
    at: (place: string) => `at ${place}`,
    send: (n: number) => `Send ${items(n)}`,
    sendAgain: (n: number) => `Send ${items(n)} again`,
    failed: 'When it was last asked:',
    there: (n: number, of: number) => `${number.format(n)} of ${items(of)} ${n === 1 ? 'is' : 'are'} there.`,
    sentTo: (repo: string) => `Sent to ${repo}`,
    changed: 'Somebody changed its words there. Overwriting puts ours in their place; its state and labels stay.',
    overwrite: 'Overwrite there',
    overwriteIt: (title: string) => `Overwrite there: ${title}`,
    againIt: (title: string) => `Try again: ${title}`,
    setup: 'Webhook, and ending it',
    hook: (tracker: string) =>
      `${tracker} may tell this server at once when something is closed or reopened there; without it, it is asked every two minutes.`,
    address: 'Address',
    copyAddress: 'Copy address',
    secret: 'Secret',
    copySecret: 'Copy secret',
    ends: 'Its token is forgotten, and nothing is sent or heard any more. The issues there stay.',
    endIt: 'End it',
    keep: 'Keep it',
    end: 'End this tracker…',
  },
  /** What became of an item. */
  states: {
    waits: 'Waits for its turn',
    waitsUntil: (time: string) => `Waits until ${time}`,
    sending: 'Is being sent…',
    triedAt: (time: string) => `Is tried again at ${time}`,
    failed: 'Not sent',
    changed: 'Changed there, not overwritten',
    sent: 'Sent',
    closed: 'Sent, closed there',
    unplanned: 'Sent, closed there as not planned',
  },
  back: {
    about:
      'Backlog.md files that were exported here tell what has become of the items: their state and their ticked criteria. Nothing changes before you apply it.',
    files: 'Files or a zip of Backlog.md',
    folder: 'Folder of Backlog.md',
    chooseFolder: 'Choose the folder…',
    chooseFiles: 'Choose files or a zip…',
    limits: (files: number) =>
      `At most ${number.format(files)} files of 512 KiB, 3 MB together. With the folder’s .feltboard.json it is known which side has changed.`,
    unread: 'The files cannot be read. Choose them again.',
    noMarkdown: 'None of these is a Markdown file. Choose the folder that Backlog.md works in.',
    reading: 'Reading…',
    agree: 'The files say nothing new.',
    agreeSoFar: 'The files say nothing new, as far as they can be read.',
    conflicts: 'Both sides have changed: which is right?',
    moves: 'What the files have changed',
    unknown: (n: number) =>
      `${count('en', { one: 'file says', other: 'files say' })(n)} nothing that can be taken over`,
    apply: (n: number) => `Apply ${changes(n)}`,
    came: (n: number) => `${changes(n)} came back.`,
    state: 'State',
    ticked: 'Ticked',
    open: 'Open',
    board: (word: string) => `The board: ${word}`,
    file: (word: string) => `The file: ${word}`,
    tooMany: (files: number) => `More than ${files} files; the rest was not read.`,
    tooLarge: 'It is larger than 512 KiB.',
    allTooLarge: 'All files together are larger than 3 MB; the rest was not read.',
    noText: 'It cannot be read as text in UTF-8.',
    zipTooLarge: 'It is larger than 40 MB. Choose the folder itself.',
    noZip: 'It is no zip that can be read. Choose the folder itself.',
  },
};

/** The dictionary's shape. */
export type OutletWords = typeof en;
