package httpapi

import (
	"context"
	"net/http"

	"feltboard/boards"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type personIn struct {
	BoardPath
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"200"`
		Side string `json:"side" enum:"customer,team"`
	}
}

type personOut struct {
	Body struct {
		Member string `json:"member"`
	}
}

// PersonPath names somebody on a board.
type PersonPath struct {
	BoardPath
	Member string `path:"member" maxLength:"64" doc:"Their member id."`
}

var errNobody = fail(NotFound, "", "There is nobody without a device by this id on the board.")

// people are those who are in the room without a device: others write and answer for them.
func (a *api) people(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/people", "add-person", "Bring in somebody without a device; for the facilitator."), a.addPerson)
	gone := operation(http.MethodDelete, "/api/v1/boards/{id}/people/{member}", "remove-person", "Take out somebody without a device. What was written for them stays.")
	gone.DefaultStatus = http.StatusNoContent
	huma.Register(h, gone, a.removePerson)
}

func (a *api) addPerson(ctx context.Context, in *personIn) (*personOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	name, ok := boards.CleanName(in.Body.Name)
	if !ok || name == "" {
		return nil, errName
	}
	j := boards.Join{Member: uuid.NewString(), Name: name, Role: boards.Team, Draw: draw(), Seat: "none"}
	if in.Body.Side == "customer" {
		j.Role = boards.Client
		if alone, err := a.teamAlone(ctx, in.ID); err != nil {
			return nil, err
		} else if alone {
			return nil, fail(Forbidden, "side", "This board is for the team alone: its template has no customers and no viewers.")
		}
	}
	if err := a.Live.Do(ctx, in.ID, func(s *boards.State) ([]boards.Op, error) { return boards.JoinOps(s, j), nil }); err != nil {
		return nil, a.refusal("bring in a person", err)
	}
	out := &personOut{}
	out.Body.Member = j.Member
	return out, nil
}

func (a *api) removePerson(ctx context.Context, in *PersonPath) (*struct{}, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	err := a.Live.Do(ctx, in.ID, func(s *boards.State) ([]boards.Op, error) {
		m := s.Record(in.Member)
		if m == nil || m.Type != "member" || m.Str("seat") != "none" {
			return nil, errNobody
		}
		if s.Role(in.Member) == boards.NoRole {
			return nil, nil
		}
		return []boards.Op{{Kind: boards.Set, ID: in.Member, F: map[string]any{"role": string(boards.NoRole)}}}, nil
	})
	if err != nil {
		return nil, a.refusal("take out a person", err)
	}
	return nil, nil
}
