package httpapi

import (
	"fmt"
	"reflect"
	"testing"
)

// What addresses take, as huma reads it from their types, is what is said of it at /api/v1/limits; and nothing is said to be 0.
func TestLimitsAreWhatTheyAre(t *testing.T) {
	a := &api{}
	out, err := a.showLimits(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	b := out.Body
	for _, bound := range []struct {
		in         any
		field, tag string
		most       int
	}{
		{linkIn{}.Body, "Most", "maximum", b.PeoplePerLink}, {linkIn{}.Body, "Passphrase", "maxLength", b.PassphraseMax}, {joinIn{}.Body, "Passphrase", "maxLength", b.PassphraseMax},
		{someOfMineIn{}.Body, "Notes", "maxItems", b.MineNotes}, {eraseMineIn{}.Body, "Notes", "maxItems", b.MineNotes}, {eraseIn{}.Body, "Notes", "maxItems", b.MineNotes},
		{retentionIn{}.Body, "Days", "maximum", b.RetentionDays}, {combineIn{}.Body, "Boards", "maxItems", b.GatherBoards},
		{signInIn{}.Body, "Email", "maxLength", b.Email}, {signInIn{}.Body, "Password", "maxLength", b.PasswordMax},
	} {
		f, ok := reflect.TypeOf(bound.in).FieldByName(bound.field)
		if got := f.Tag.Get(bound.tag); !ok || got != fmt.Sprint(bound.most) {
			t.Errorf("%T %s: %s is %s, and said to be %d", bound.in, bound.field, bound.tag, got, bound.most)
		}
	}
	v := reflect.ValueOf(b)
	for i := range v.NumField() {
		if f := v.Type().Field(i); !f.Anonymous && v.Field(i).IsZero() {
			t.Errorf("%s is 0", f.Name)
		}
	}
	for name, most := range map[string]int{"board.title": 120, "note.text": b.NoteText, "member.name": 80} {
		if b.Lengths[name] != most {
			t.Errorf("%s has %d", name, b.Lengths[name])
		}
	}
	if b.RecordsOf["member"] != 1000 || b.HandoffsPerMinute != 10 || b.LinksPerMinute != 30 || b.DeletedDays != 30 {
		t.Errorf("%+v", b)
	}
}
