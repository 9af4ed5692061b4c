package intake

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// readJSON reads an array of objects as a table: their members are its columns.
func readJSON(text string) (table, error) {
	d := &jsonReader{d: jsontext.NewDecoder(strings.NewReader(text))}
	t, err := d.top()
	if err == nil {
		if _, more := d.d.ReadToken(); !errors.Is(more, io.EOF) {
			err = errAfter
		}
	}
	if err != nil {
		if IsRefusal(err) {
			return table{}, err
		}
		line := 1 + strings.Count(text[:min(int(d.d.InputOffset()), len(text))], "\n")
		return table{}, refuse("This is not JSON: something is wrong at line %d.", line)
	}
	return t, nil
}

var (
	errAfter = refuse("Something follows after the JSON. Take it out.")
	errShape = refuse("The JSON is not an array of objects. Each note is an object with text, whose, customer, source, ref, date, zone, kind and consent.")
)

type jsonReader struct {
	d *jsontext.Decoder
	t table
	n int
}

func (r *jsonReader) top() (table, error) {
	switch r.d.PeekKind() {
	case '[':
		return r.t, r.array()
	case '{':
	default:
		if _, err := r.d.ReadToken(); err != nil {
			return table{}, err
		}
		return table{}, errShape
	}
	r.d.ReadToken()
	found := false
	for r.d.PeekKind() == '"' {
		name, err := r.d.ReadToken()
		if err != nil {
			return table{}, err
		}
		if key := name.String(); (key == "notes" || key == "rows") && r.d.PeekKind() == '[' && !found {
			found = true
			if err := r.array(); err != nil {
				return table{}, err
			}
		} else if err := r.d.SkipValue(); err != nil {
			return table{}, err
		}
	}
	if _, err := r.d.ReadToken(); err != nil {
		return table{}, err
	}
	if !found {
		return table{}, errShape
	}
	return r.t, nil
}

func (r *jsonReader) array() error {
	if _, err := r.d.ReadToken(); err != nil {
		return err
	}
	for r.d.PeekKind() != ']' {
		if r.n++; r.n > MaxRows+1 {
			return refuse("There are more than %d notes in it, so nothing was read. Split the file, and bring in one part after the other.", MaxRows)
		}
		l := line{n: r.n}
		switch r.d.PeekKind() {
		case '{':
			if err := r.object("", &l); err != nil {
				return err
			}
		case '"':
			token, err := r.d.ReadToken()
			if err != nil {
				return err
			}
			r.put(&l, "text", token.String())
		default:
			if err := r.d.SkipValue(); err != nil {
				return err
			}
			l.problem = "This is neither an object nor text. Write it as {\"text\": \"…\"}."
		}
		r.t.rows = append(r.t.rows, l)
	}
	_, err := r.d.ReadToken()
	return err
}

// object reads one, and those within it that one deep.
func (r *jsonReader) object(within string, l *line) error {
	if _, err := r.d.ReadToken(); err != nil {
		return err
	}
	for r.d.PeekKind() == '"' {
		token, err := r.d.ReadToken()
		if err != nil {
			return err
		}
		name := within + token.String()
		switch r.d.PeekKind() {
		case '{':
			if within == "" {
				if err := r.object(name+".", l); err != nil {
					return err
				}
				continue
			}
			err = r.d.SkipValue()
		case '[':
			err = r.d.SkipValue()
		default:
			var value jsontext.Token
			if value, err = r.d.ReadToken(); err == nil && value.Kind() != 'n' {
				r.put(l, name, value.String())
			}
		}
		if err != nil {
			return err
		}
	}
	_, err := r.d.ReadToken()
	return err
}

func (r *jsonReader) put(l *line, name, value string) {
	i := slices.Index(r.t.head, name)
	if i < 0 {
		if len(r.t.head) >= 200 {
			l.problem = "There are too many different members: at most 200."
			return
		}
		i = len(r.t.head)
		r.t.head = append(r.t.head, name)
	}
	for len(l.cells) <= i {
		l.cells = append(l.cells, "")
	}
	l.cells[i] = value
}
