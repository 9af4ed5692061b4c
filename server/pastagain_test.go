package main_test

import (
	"reflect"
	"testing"

	"feltboard/boards"
)

// B-84, B-88: a history is the same whether its journal was read just now, a moment ago and on from there, or anew.
func TestAHistoryIsToldOnFromWhereItWasRead(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("Monday")
	host := owner.open(board.ID)
	does := func(op boards.Op) boards.Op {
		t.Helper()
		if code := host.does(op); code != "" {
			t.Fatalf("%s %s: %s", op.Kind, op.ID, code)
		}
		return op
	}
	first := does(host.note("Says", "the first"))
	does(host.note("Says", "the second"))
	does(boards.Op{Kind: boards.Del, ID: first.ID})

	bin, history := "/api/v1/boards/"+board.ID+"/deleted", "/api/v1/boards/"+board.ID+"/history"
	tells := func(path string) (told any) {
		t.Helper()
		ok(t, owner.get(path), &told)
		return told
	}
	tells(bin)
	before := tells(history)
	does(boards.Op{Kind: boards.Res, ID: first.ID})
	does(host.note("Says", "the third"))
	binned, told := tells(bin), tells(history)
	if reflect.DeepEqual(told, before) {
		t.Error("the history stands still")
	}

	p.stop()
	again := start(t, cfg)
	owner.base = again.base
	if anew := tells(history); !reflect.DeepEqual(anew, told) {
		t.Errorf("it was\n%v\nand read anew it is\n%v", told, anew)
	}
	if anew := tells(bin); !reflect.DeepEqual(anew, binned) {
		t.Errorf("the bin was\n%v\nand is\n%v", binned, anew)
	}
}
