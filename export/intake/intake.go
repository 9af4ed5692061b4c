package intake

import (
	"errors"
	"fmt"
	"strings"

	"feltboard/boards"
)

// Limits of one file.
const (
	MaxBytes = 2 << 20
	MaxRows  = 2000
	maxWords = boards.MaxNoteText
	maxName  = 80 // of whose words they are, and of a customer
	maxLine  = boards.MaxLine
)

// Format is how a file is written.
type Format string

// The formats. "" is the one that a file looks like.
const (
	CSV      Format = "csv"
	Markdown Format = "markdown"
	JSON     Format = "json"
)

// Zone is one of the board's.
type Zone struct{ ID, Title string }

// Options say what a file does not.
type Options struct {
	Format  Format
	Source  string // the type of source of rows that name none; "" is other
	Consent string // of rows that name none; "" is room
	Zones   []Zone
	// Columns say what the columns of those headers hold: a Field, "answer" or "answer:" and a zone's title for the answers to
	// a question, "skip" for nothing. Others are as their headers tell.
	Columns map[string]string
}

// Row is a note as the file tells it.
type Row struct {
	N        int    // its number: of the spreadsheet's row, or the line
	Text     string //
	Whose    string // whose words they are
	Customer string // their company or account
	Source   string // its type
	Ref      string
	Date     string // 2006-01-02
	Zone     string // a zone's title, as the board writes it
	ZoneID   string
	Kind     string
	Consent  string
	Problem  string // why it does not come in, and what to do
	Notice   string // what of it comes in otherwise than it stands
}

// Column is one of a table.
type Column struct {
	Name   string
	Is     string // a Field, "answer", "skip", or "" where nobody knows
	Zone   string // of answers
	Sample string // what stands in it first, shortened
}

// Read is what a file holds.
type Read struct {
	Format   Format
	Encoding string
	Rows     []Row
	Columns  []Column // of a table
	Problem  string   // why nothing of it comes in, and what to do
	Notice   string   // what of it is not a note
}

// Error says why a file cannot be read at all, and what to do.
type Error struct{ Message string }

func (e *Error) Error() string { return e.Message }

func refuse(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

var errLarge = refuse("The file is larger than 2 MB, so nothing was read. Split it, and bring in one part after the other.")

// File reads a file's bytes.
func File(data []byte, o Options) (Read, error) {
	if len(data) > MaxBytes {
		return Read{}, errLarge
	}
	text, encoding, err := decode(data)
	if err != nil {
		return Read{}, err
	}
	read, err := Text(text, o)
	read.Encoding = encoding
	return read, err
}

// Text reads a file's text.
func Text(text string, o Options) (Read, error) {
	if len(text) > 2*MaxBytes { // what was UTF-16 may have grown
		return Read{}, errLarge
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.TrimSpace(text) == "" {
		return Read{}, refuse("There is nothing in it.")
	}
	sure := o.Format != ""
	if !sure {
		o.Format = looksLike(text)
	}
	read := Read{Format: o.Format, Encoding: "UTF-8"}
	b := builder{o: o, read: &read}
	var err error
	switch o.Format {
	case CSV:
		b.table(readCSV(text, sure))
	case Markdown:
		b.markdown(text)
	case JSON:
		t, ours := readOwn(text)
		if !ours {
			t, err = readJSON(text)
		}
		if err == nil {
			b.table(t)
		}
	default:
		err = refuse("Formats are csv, markdown and json.")
	}
	if err != nil {
		return Read{}, err
	}
	if len(read.Rows) > MaxRows {
		return Read{}, refuse("There are more than %d notes in it, so nothing was read. Split the file, and bring in one part after the other.", MaxRows)
	}
	return read, nil
}

// IsRefusal says whether an error tells what is wrong with a file.
func IsRefusal(err error) bool {
	_, ok := errors.AsType[*Error](err)
	return ok
}

// looksLike tells a format by how a text begins.
func looksLike(text string) Format {
	switch strings.TrimSpace(text)[0] {
	case '[', '{':
		return JSON
	}
	marks, lines := 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(strings.TrimRight(line, "\r\n"), " ")
		if line == "" {
			continue
		}
		if lines++; lines > 200 {
			break
		}
		if line == "---" && lines == 1 {
			return Markdown
		}
		for _, mark := range []string{"- ", "* ", "+ ", "# ", "## ", "### ", "> "} {
			if strings.HasPrefix(line, mark) {
				marks++
				break
			}
		}
	}
	if marks*2 > lines {
		return Markdown
	}
	return CSV
}
