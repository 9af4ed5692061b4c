package boards

import "fmt"

// Code names a refusal; the list is closed and part of the outside contract (realtime/SPEC.md).
type Code string

// The codes Admit answers with. Those of the first group use up the mutation's number; the others leave it to be sent again.
const (
	BadOp        Code = "bad_op"
	UnknownType  Code = "unknown_type"
	UnknownField Code = "unknown_field"
	BadValue     Code = "bad_value"
	TooLong      Code = "too_long"
	Limit        Code = "limit"
	NotFound     Code = "not_found"
	Exists       Code = "exists"
	Forbidden    Code = "forbidden"
	InPhase      Code = "phase" // allowed, but not in this phase
	Changed      Code = "changed"
	WrongLane    Code = "wrong_lane"
	ClientTaken  Code = "client_taken"

	Gap           Code = "gap"
	StaleBase     Code = "stale_base"
	UnknownClient Code = "unknown_client"
)

// Final says whether a refusal with this code uses up the mutation's number.
func (c Code) Final() bool { return c != Gap && c != StaleBase && c != UnknownClient }

// Error is a refusal: what is wrong, where, and in a sentence for a person. It never repeats what was sent.
type Error struct {
	Code    Code
	Field   string // "" where no field is to blame
	Message string
	Next    int64 // with Gap: the number expected
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

func refuse(code Code, field, format string, args ...any) *Error {
	return &Error{Code: code, Field: field, Message: fmt.Sprintf(format, args...)}
}
