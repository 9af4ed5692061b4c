package httpapi

import (
	"database/sql/driver"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

// Code names an error of the API; the list is closed.
type Code string

// The codes, with the status each goes with.
const (
	BadRequest  Code = "bad_request"  // 400: not the JSON, or not the parameters, that the address takes
	BadValue    Code = "bad_value"    // 422: one field's value
	SignIn      Code = "sign_in"      // 401
	Passphrase  Code = "passphrase"   // 401: the link asks for one, and this was none or another
	Forbidden   Code = "forbidden"    // 403
	Removed     Code = "removed"      // 403: somebody who was on the board, and may not come back by themselves
	NotFound    Code = "not_found"    // 404: also what one may not know of
	BadMethod   Code = "method"       // 405
	Conflict    Code = "conflict"     // 409
	TooLarge    Code = "too_large"    // 413
	MediaType   Code = "media_type"   // 415
	Rate        Code = "rate"         // 429
	Internal    Code = "internal"     // 500
	Unavailable Code = "unavailable"  // 503
	StorageFull Code = "storage_full" // 507
)

var statusOf = map[Code]int{
	BadRequest: 400, BadValue: 422, SignIn: 401, Passphrase: 401, Forbidden: 403, Removed: 403, NotFound: 404, BadMethod: 405, Conflict: 409, TooLarge: 413,
	MediaType: 415, Rate: 429, Internal: 500, Unavailable: 503, StorageFull: 507,
}

var codeOf = func() map[int]Code {
	m := map[int]Code{}
	for code, status := range statusOf {
		m[status] = code
	}
	m[401], m[403] = SignIn, Forbidden // where huma says no
	return m
}()

// Error is an answer that says no. Its message tells a person what to do next.
type Error struct {
	Err   ErrorBody     `json:"error"`
	after time.Duration // with Rate: when to try again
}

// ErrorBody is the inside of an Error.
type ErrorBody struct {
	Code    Code   `json:"code" doc:"From a closed list."`
	Message string `json:"message" doc:"For a person: what to do next."`
	Field   string `json:"field,omitempty" doc:"The field to blame, if one is."`
}

func (e *Error) Error() string { return string(e.Err.Code) + ": " + e.Err.Message }

// GetStatus implements huma.StatusError.
func (e *Error) GetStatus() int { return statusOf[e.Err.Code] }

// GetHeaders implements huma.HeadersError.
func (e *Error) GetHeaders() http.Header {
	if e.after <= 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(int(e.after/time.Second) + 1)}}
}

func fail(code Code, field, message string) *Error {
	return &Error{Err: ErrorBody{code, message, field}}
}

var (
	errNoBoard   = fail(NotFound, "", "This board or link does not exist, or not any more. Check the link, or ask who sent it to you for a new one.")
	errRemoved   = fail(Removed, "", "The facilitator has removed you from this board. Ask them, if you think it was a mistake.")
	errNoAddress = fail(NotFound, "", "There is nothing at this address.")
	errSignIn    = fail(SignIn, "", "Sign in first.")
	errTooMany   = "Too many tries. Wait a little, then try again."
)

var errHashing = &Error{Err: ErrorBody{Code: Unavailable, Message: "Many people are signing in just now. Try again in a moment."}, after: 2 * time.Second}

func tooMany(after time.Duration) *Error {
	return &Error{Err: ErrorBody{Code: Rate, Message: errTooMany}, after: after}
}

// refusal is the answer to an error of the parts behind the API; it logs what is not the client's doing.
func (a *api) refusal(doing string, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if e, ok := errors.AsType[*boards.Error](err); ok {
		return fail(BadValue, e.Field, e.Message)
	}
	switch {
	case errors.Is(err, journal.ErrNotFound), errors.Is(err, accounts.ErrBadLink), errors.Is(err, accounts.ErrNoSeat), errors.Is(err, accounts.ErrRevoked):
		return errNoBoard
	case errors.Is(err, accounts.ErrLinkFull):
		return fail(Conflict, "", "As many people have joined by this link as may. Ask the facilitator for a new one.")
	case errors.Is(err, accounts.ErrBadHand):
		return errBadHand
	case errors.Is(err, accounts.ErrSeated):
		return errSeated
	case errors.Is(err, accounts.ErrNoTemplate):
		return errNoTemplate
	case errors.Is(err, accounts.ErrTemplates):
		return fail(Conflict, "", "There are as many templates of your own as may be. Delete one first.")
	case errors.Is(err, accounts.ErrSwept):
		return fail(Unavailable, "", "Making the board took too long. Make it again.")
	case errors.Is(err, accounts.ErrNoSession), errors.Is(err, accounts.ErrNoPerson):
		return errSignIn
	case errors.Is(err, accounts.ErrNotOwner):
		return errOwner
	case errors.Is(err, accounts.ErrBadInvite):
		return errBadInvite
	case errors.Is(err, accounts.ErrInviteFor):
		return errInviteFor
	case errors.Is(err, accounts.ErrEmailTaken):
		return errTaken
	case errors.Is(err, accounts.ErrBusy):
		return errHashing
	case errors.Is(err, accounts.ErrBadSetup):
		return fail(NotFound, "token", "This set-up link has been used or replaced. Start the server again; it prints a new one.")
	case errors.Is(err, journal.ErrFull):
		return fail(StorageFull, "", "The server's disk is full, so nothing can be saved now. Tell whoever runs it.")
	}
	a.log.Error(doing, "err", err)
	switch {
	case errors.Is(err, journal.ErrClosed), errors.Is(err, realtime.ErrClosed):
		return fail(Unavailable, "", "The server is restarting. Try again in a moment.")
	case errors.Is(err, realtime.ErrReadOnly):
		return fail(Unavailable, "", "This board can only be read at the moment. Whoever runs the server sees why at /readyz.")
	case away(err):
		return fail(Unavailable, "", "The server cannot reach its database. Try again in a moment.")
	}
	return fail(Internal, "", "Something went wrong on the server; it has been noted. Try again.")
}

// away says whether the database could not be reached, takes nobody in just now, or was lost before it had answered.
func away(err error) bool {
	if e, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err); ok { // PostgreSQL's: connection exceptions, and the server's stopping and starting
		return strings.HasPrefix(e.SQLState(), "08") || strings.HasPrefix(e.SQLState(), "57P")
	}
	_, network := errors.AsType[net.Error](err)
	return network || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, journal.ErrUnknown)
}

// unexpectedProperty is huma's message for a field it does not know, whose name is not ours to repeat.
const unexpectedProperty = "unexpected property"

// newError makes an Error of what huma finds wrong by itself. Only where and which rule is told, not what was sent.
func newError(status int, _ string, errs ...error) huma.StatusError {
	code, ok := codeOf[status]
	if !ok {
		code = Internal
		if status < 500 {
			code = BadRequest
		}
	}
	var detail *huma.ErrorDetail
	for _, err := range errs {
		if e, ok := errors.AsType[*Error](err); ok {
			return e
		}
		if d, ok := err.(huma.ErrorDetailer); ok && detail == nil {
			detail = d.ErrorDetail()
		}
	}
	switch code {
	case BadValue:
		if detail == nil {
			break
		}
		if _, field, ok := strings.Cut(detail.Location, "."); ok && detail.Message != unexpectedProperty {
			return fail(BadValue, field, "This value does not fit: "+detail.Message+".")
		}
		return fail(BadRequest, "", "The request does not have the fields this address takes; see /api/v1/openapi.json.")
	case BadRequest:
		return fail(BadRequest, "", "The request is not the JSON this address takes; see /api/v1/openapi.json.")
	case TooLarge:
		return fail(TooLarge, "", "The request is too large.")
	case MediaType:
		return fail(MediaType, "", "Send application/json.")
	case Internal:
		slog.Error("huma", "status", status, "errs", errors.Join(errs...))
	}
	return fail(code, "", http.StatusText(status)+".")
}
