package httpapi

import (
	"context"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

type codeOut struct {
	Body struct {
		Code      string `json:"code" doc:"As it is shown, like ABC-DEF. Case and hyphen do not matter."`
		ExpiresAt int64  `json:"expires_at" doc:"Milliseconds since 1970 UTC."`
	}
}

// codes are for those in the room who have no camera, or heard of it by telephone.
func (a *api) codes(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/code", "make-code", "The short code that lets in as the link for clients does, while the session runs; the same for as long as it works."), a.makeCode)
	end := operation(http.MethodDelete, "/api/v1/boards/{id}/code", "end-code", "Make the code stop working. Whoever came by it stays.")
	end.DefaultStatus = http.StatusNoContent
	huma.Register(h, end, a.endCode)
}

func (a *api) makeCode(ctx context.Context, in *BoardPath) (*codeOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	running := false
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
		for _, r := range s.Of("session") {
			running = running || !r.Deleted && r.Str("state") == "running"
		}
	}); err != nil {
		return nil, a.refusal("read a board", err)
	}
	if !running {
		return nil, fail(Conflict, "", "There is a code only while the session runs. Start it first, or send the link.")
	}
	code, err := a.Accounts.MakeCode(ctx, in.ID, seat.Member)
	if errors.Is(err, accounts.ErrNoLink) {
		return nil, fail(Conflict, "", "There is no ordinary link for customers that a code could stand for. Make one first.")
	}
	if err != nil {
		return nil, a.refusal("make a code", err)
	}
	a.tries.know(visitOf(ctx).addr)
	out := &codeOut{}
	out.Body.Code, out.Body.ExpiresAt = code.Text, code.Expires
	return out, nil
}

func (a *api) endCode(ctx context.Context, in *BoardPath) (*struct{}, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Accounts.EndCode(ctx, in.ID, seat.Member); err != nil {
		return nil, a.refusal("end a code", err)
	}
	return nil, nil
}
