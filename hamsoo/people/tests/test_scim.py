"""SCIM: what identity providers write, read and patch; and that a leaver is out at once."""

import json

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from hamsoo.kernel import clock
from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.actions import integrations
from hamsoo.people.models import DirectoryGroup, DirectoryMember, Person
from tests.world import NOON

USERS, GROUPS = "/scim/v2/Users", "/scim/v2/Groups"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LEILA = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
    "userName": "leila@rayanpayam.example",
    "externalId": "a-1",
    "displayName": "ليلا كاظمي",
    "name": {"givenName": "Leila", "familyName": "Kazemi", "formatted": "Leila Kazemi"},
    "title": "Operations lead",
    "active": True,
    "emails": [{"value": "Leila@rayanpayam.example", "type": "work", "primary": True}],
    "phoneNumbers": [{"value": "۰۲۱۸۸۱۲", "type": "work"}],
    ENTERPRISE: {"employeeNumber": "1001", "department": "Service"},
}


class Provider:
    """An identity provider with its token."""

    def __init__(self, token: str) -> None:
        self._client, self._token = Client(), token

    def __call__(self, method: str, path: str, body: object = None, **headers: str):
        given = {"Authorization": f"Bearer {self._token}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        answer = self._client.generic(method, path, data, content_type="application/scim+json", headers=given)
        answer.said = json.loads(answer.content) if answer.content else {}
        return answer

    def patch(self, path: str, *operations: dict[str, object]):
        return self("PATCH", path, {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": list(operations)})


@pytest.fixture
def provider(admin) -> Provider:
    _integration, token = integrations.create_integration(actor=admin, name="Entra", at=NOON)
    return Provider(token)


@pytest.fixture
def leila(provider) -> str:
    answer = provider("POST", USERS, LEILA)
    assert answer.status_code == 201, answer.content
    return f"{USERS}/{answer.said['id']}"


def entered() -> Person:
    return Person.objects.get(code="1001")


def test_a_user_is_entered(provider, leila, world):
    person = entered()
    assert (person.name_fa, person.name_en, person.position_en, person.unit) == (
        "لیلا کاظمی",
        "Leila Kazemi",
        "Operations lead",
        world.service,
    )
    assert (person.mail, person.phone, person.account.email) == ("leila@rayanpayam.example", "0218812", "leila@rayanpayam.example")
    entry = Entry.objects.get(name="people.PersonJoined", payload__person_id=person.pk)
    assert (entry.actor_type, entry.channel) == ("integration", "scim")
    said = provider("GET", leila).said
    assert {name: said[name] for name in ("userName", "externalId", "displayName", "active", "name")} == {
        "userName": "leila@rayanpayam.example",
        "externalId": "a-1",
        "displayName": "لیلا کاظمی",
        "active": True,
        "name": {"formatted": "Leila Kazemi", "givenName": "Leila", "familyName": "Kazemi"},
    }
    assert said[ENTERPRISE] == {"employeeNumber": "1001", "department": "خدمات"}
    assert said["meta"]["location"] == f"http://testserver{leila}"


def test_putting_the_same_changes_nothing(provider, leila):
    facts, version = Entry.objects.count(), provider("GET", leila).headers["ETag"]
    said = provider("GET", leila).said
    answer = provider("PUT", leila, said)
    assert (answer.status_code, Entry.objects.count()) == (200, facts)
    assert version.startswith('W/"')


@pytest.mark.parametrize(
    ("changed", "status", "kind", "detail"),
    [
        ({"userName": ""}, 400, "invalidValue", "“userName” is missing."),
        ({"userName": "x" * 255}, 400, "invalidValue", "“userName” is longer than 254 characters."),
        ({"active": "perhaps"}, 400, "invalidValue", "“active” has to be true or false."),
        ({"emails": [{"value": "no address"}]}, 400, "invalidValue", "“no address” is no e-mail address."),
        ({"name": "Leila"}, 400, "invalidValue", "“name” has to be an object."),
        ({"title": "a\x00b"}, 400, "invalidValue", "A text is longer than 4000 characters, or holds a zero."),
        ({"title": "\ud800"}, 400, "invalidValue", "A text holds half a sign."),
        ({ENTERPRISE: {"department": "Nowhere"}}, 400, "invalidValue",
         "There is no unit “Nowhere”. Create it first, or do not send “department”."),
        ({ENTERPRISE: {"manager": {"value": "999999"}}}, 400, "invalidValue", "The manager “999999” is nobody who works here."),
        ({ENTERPRISE: {"employeeNumber": "12/3"}}, 400, "mutability",
         "employeeNumber: A personnel number has up to 60 Latin letters, digits, hyphens and underscores."),
        ({ENTERPRISE: {"employeeNumber": "sara"}}, 409, "uniqueness", "employeeNumber: Another colleague has this personnel number."),
        ({"emails": [{"value": "SARA@rayanpayam.example"}]}, 409, "uniqueness", "emails: Somebody else has this e-mail address."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_is_entered(provider, sara, changed, status, kind, detail):
    people, facts = Person.objects.count(), Entry.objects.count()
    answer = provider("POST", USERS, {**LEILA, **changed})
    assert answer.said == {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": str(status),
        "scimType": kind,
        "detail": detail,
    }
    assert (answer.status_code, Person.objects.count(), Entry.objects.count()) == (status, people, facts)


def test_a_user_name_is_taken_once(provider, leila):
    again = provider("POST", USERS, {**LEILA, "userName": "LEILA@rayanpayam.example", ENTERPRISE: {"employeeNumber": "1002"}})
    assert (again.status_code, again.said["scimType"]) == (409, "uniqueness")


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ({"op": "Replace", "path": "title", "value": "کارشناس"}, ("position_fa", "کارشناس")),
        ({"op": "add", "path": 'emails[type eq "work"].value', "value": "l.k@rayanpayam.example"}, ("mail", "l.k@rayanpayam.example")),
        ({"op": "REMOVE", "path": "phoneNumbers"}, ("phone", "")),
        ({"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Finance"}, ("unit.code", "finance")),
        ({"op": "replace", "value": {f"{ENTERPRISE}:department": "Finance", "name.familyName": "Rad"}}, ("unit.code", "finance")),
        ({"op": "replace", "value": {"displayName": "لیلا راد"}}, ("name_fa", "لیلا راد")),
        ({"op": "Replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:title", "value": "Head"}, ("position_en", "Head")),
        ({"op": "Add", "path": 'phoneNumbers[type eq "mobile"].value', "value": "0912"}, ("phone", "0218812")),
        ({"op": "remove", "path": 'phoneNumbers[type eq "work"]'}, ("phone", "")),
        ({"op": "Add", "path": 'addresses[type eq "work"].formatted', "value": "Tehran"}, ("office_en", "Tehran")),
    ],
)
def test_patches_as_providers_send_them(provider, leila, operation, expected):
    answer = provider.patch(leila, operation)
    assert answer.status_code == 200, answer.content
    value = entered()
    for part in expected[0].split("."):
        value = getattr(value, part)
    assert value == expected[1]


@pytest.mark.parametrize(
    ("operation", "kind", "detail"),
    [
        ({"op": "destroy", "path": "title"}, "invalidSyntax", "“destroy” is no operation: add, replace or remove."),
        ({"op": "remove"}, "noTarget", "What is to be removed is not named: “path” is missing."),
        ({"op": "add", "value": "x"}, "invalidValue", "Without a path the value has to be an object."),
        ({"op": "replace", "path": "id", "value": "7"}, "mutability", "“id” cannot be changed."),
        ({"op": "replace", "path": "title[", "value": "7"}, "invalidPath", "“title[” is no path."),
        ({"op": "replace", "path": 'title[type eq "x"]', "value": "7"}, "invalidPath", "“title” has one value only."),
        ({"op": "replace", "path": 'emails[type ne "x"', "value": "7"}, "invalidPath", '“emails[type ne "x"” is no path.'),
        ({"op": "replace", "path": f"{ENTERPRISE}:employeeNumber", "value": "7"}, "mutability",
         "employeeNumber: A personnel number cannot be changed."),
        (["add"], "invalidSyntax", "An operation has to be an object."),
    ],
)  # fmt: skip
def test_patches_that_mean_nothing_change_nothing(provider, leila, operation, kind, detail):
    version = provider("GET", leila).headers["ETag"]
    # The first operation is fine: it must not stay.
    answer = provider.patch(leila, {"op": "replace", "path": "title", "value": "Something"}, operation)
    assert (answer.status_code, answer.said["scimType"], answer.said["detail"]) == (400, kind, detail)
    assert provider("GET", leila).headers["ETag"] == version


def test_patches_out_of_order(provider, leila, sara):
    later = {"op": "add", "path": f"{ENTERPRISE}:manager", "value": str(sara.pk)}
    assert provider.patch(leila, {"op": "remove", "path": f"{ENTERPRISE}:manager"}, later).status_code == 200
    assert entered().manager == sara
    assert provider.patch(leila, {"op": "replace", "path": "active", "value": "True"}).status_code == 200
    assert provider.patch(leila, {"op": "replace", "path": "active", "value": "False"}).said["active"] is False
    assert provider.patch(leila, {"op": "replace", "path": "active", "value": False}).said["active"] is False
    assert provider.patch(leila, {"op": "replace", "value": {"active": True}}).said["active"] is True


def test_a_circle_of_managers_is_refused(provider, leila, sara):
    actions.change_record(actor=Person.objects.get(code="admin"), person=sara, changes={"manager": entered()}, at=NOON)
    answer = provider.patch(leila, {"op": "add", "path": f"{ENTERPRISE}:manager", "value": {"value": str(sara.pk)}})
    assert (answer.status_code, answer.said["scimType"]) == (400, "invalidValue")
    assert entered().manager is None


@pytest.mark.parametrize("leaving", ["patch", "put", "delete"])
def test_a_leaver_is_out_at_once(provider, leila, browse, leaving):
    person = entered()
    client = browse(person)
    assert client.get("/people/me/").status_code == 303
    UserSession.objects.create(user=person.account, ip="127.0.0.1", session_key=client.session.session_key)
    _token, key = actions.create_api_token(actor=person, name="script", scope="read", days=5, at=clock.now())
    asked = {"path": "/api/v1/questions", "headers": {"Authorization": f"Bearer {key}"}}
    assert Client().get(**asked).status_code == 200
    if leaving == "delete":
        assert provider("DELETE", leila).status_code == 204
    elif leaving == "put":
        provider("PUT", leila, {**LEILA, "active": False})
    else:
        provider.patch(leila, {"op": "Replace", "path": "active", "value": "False"})
    assert client.get("/people/me/").status_code == 302
    assert Client().get(**asked).status_code == 401
    assert not UserSession.objects.filter(user=person.account).exists()
    assert not entered().is_active


def test_a_write_asks_no_more_than_it_needs(provider, leila, django_assert_num_queries):
    with django_assert_num_queries(21):
        assert (
            provider("POST", USERS, LEILA | {"userName": "b@c.example", "emails": [], ENTERPRISE: {"employeeNumber": "9"}}).status_code
            == 201
        )
    with django_assert_num_queries(22):
        assert provider.patch(leila, {"op": "Add", "path": "title", "value": "Head of operations"}).status_code == 200
    with django_assert_num_queries(25):
        assert provider.patch(leila, {"op": "Replace", "path": "active", "value": False}).status_code == 200


def test_a_deleted_user_is_gone_and_can_come_again(provider, leila):
    pk = entered().pk
    assert provider("DELETE", leila).status_code == 204
    assert [provider(method, leila).status_code for method in ("GET", "DELETE", "PUT")] == [404, 404, 404]
    assert provider("GET", f'{USERS}?filter=userName eq "leila@rayanpayam.example"').said["totalResults"] == 0
    again = provider("POST", USERS, LEILA)
    assert (again.status_code, again.said["id"], entered().is_active, entered().account.is_active) == (201, str(pk), True, True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('userName eq "LEILA@rayanpayam.example"', ["1001"]),
        ('USERNAME Eq "sara@rayanpayam.example"', ["sara"]),
        ('externalId eq "a-1"', ["1001"]),
        ('externalId eq "A-1"', []),
        ('name.givenName sw "lei" and active eq true', ["1001"]),
        ('title co "Lead" or displayName eq "سارا محمدی"', ["1001", "reza", "sara"]),
        ('not (title pr) and userName ew "example"', ["admin"]),
        ('(userName sw "leila" or userName sw "sara") and not (externalId pr)', ["sara"]),
        ('emails[type eq "work" and value co "leila"]', ["1001"]),
        ('emails[type eq "home"]', []),
        (f'{ENTERPRISE}:employeeNumber eq "1001"', ["1001"]),
        ('urn:ietf:params:scim:schemas:core:2.0:User:userName eq "sara@rayanpayam.example"', ["sara"]),
        (f'{ENTERPRISE}:department eq "Service" and title ne "Agent" and externalId pr', ["1001"]),
        ('meta.lastModified gt "2020-01-01T00:00:00Z"', ["1001"]),
        ('id eq "0"', []),
    ],
)  # fmt: skip
def test_filters(provider, leila, sara, reza, text, codes):
    answer = provider("GET", f"{USERS}?filter={text}")
    assert answer.status_code == 200, answer.content
    assert sorted(item[ENTERPRISE]["employeeNumber"] for item in answer.said["Resources"]) == codes


@pytest.mark.parametrize(
    "text",
    ["userName", "userName eq", 'userName eq "a" and', 'userName is "a"', '(userName eq "a"', 'userName eq "a")', 'userName eq "\\q"',
     "not userName pr", 'password eq "a"', 'active gt "a"', "userName eq 5", 'meta.created gt "soon"', "(" * 40 + "userName pr" + ")" * 40,
     'emails[type eq "a"',
     'userName eq "a\\u0000"', " or ".join(['userName eq "a"'] * 300)],
)  # fmt: skip
def test_filters_that_cannot_be_read(provider, text):
    answer = provider("GET", f"{USERS}?filter={text}")
    assert (answer.status_code, answer.said["scimType"]) == (400, "invalidFilter")


def test_pages(provider, leila, sara):
    first = provider("GET", f"{USERS}?startIndex=0&count=2").said
    rest = provider("GET", f"{USERS}?startIndex=3&count=2").said
    assert (first["totalResults"], first["startIndex"], first["itemsPerPage"], rest["startIndex"]) == (4, 1, 2, 3)
    assert len({item["id"] for item in first["Resources"] + rest["Resources"]}) == 4
    assert provider("GET", f"{USERS}?count=0").said["Resources"] == []
    assert provider("GET", f"{USERS}?count=many").said["scimType"] == "invalidValue"
    shown = provider("GET", f"{USERS}?attributes=userName,emails.value&count=1").said["Resources"][0]
    assert set(shown) <= {"schemas", "id", "userName", "emails"}


def test_versions_keep_two_from_writing_over_one_another(provider, leila):
    old = provider("GET", leila).headers["ETag"]
    assert provider("GET", leila, If_None_Match=old).status_code == 304
    provider.patch(leila, {"op": "replace", "path": "title", "value": "Head"})
    late = provider("PUT", leila, {**LEILA, "title": "Clerk"}, If_Match=old)
    assert (late.status_code, entered().position_en) == (412, "Head")
    assert provider("PUT", leila, {**LEILA, "title": "Clerk"}, If_Match=provider("GET", leila).headers["ETag"]).status_code == 200


def test_groups_are_kept_with_their_members(provider, leila, sara):
    answer = provider("POST", GROUPS, {"displayName": "Approvers", "externalId": "g", "members": [{"value": str(sara.pk)}]})
    group = f"{GROUPS}/{answer.said['id']}"
    assert (answer.status_code, [item["display"] for item in answer.said["members"]]) == (201, ["سارا محمدی"])
    provider.patch(group, {"op": "Add", "path": "members", "value": [{"value": str(entered().pk)}, {"value": str(sara.pk)}]})
    assert provider("GET", leila).said["groups"][0]["display"] == "Approvers"
    provider.patch(group, {"op": "Remove", "path": f'members[value eq "{sara.pk}"]'})
    assert list(DirectoryMember.objects.values_list("person__code", flat=True)) == ["1001"]
    fact = Entry.objects.filter(name="people.DirectoryMembersChanged").latest("id")
    assert (fact.payload["joined_ids"], fact.payload["left_ids"]) == ([], [sara.pk])
    provider.patch(group, {"op": "remove", "path": "members", "value": [{"value": str(entered().pk)}]})
    assert not DirectoryMember.objects.exists()
    assert (
        provider("GET", f'{GROUPS}?filter=displayName eq "approvers"&excludedAttributes=members').said["Resources"][0].get("members")
        is None
    )
    assert (provider("DELETE", group).status_code, provider("GET", group).status_code) == (204, 404)
    assert not DirectoryGroup.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"members": []}, 400, "“displayName” is missing."),
        ({"displayName": "A", "members": [{"value": "999999"}]}, 400, "There is no user 999999."),
        ({"displayName": "A", "members": [{"value": "sara"}]}, 400, "“sara” is no member: members are users, named by their id."),
        ({"displayName": "approvers"}, 409, "displayName: There is a group of this name already."),
    ],
)
def test_groups_that_cannot_be_kept(provider, body, status, detail):
    provider("POST", GROUPS, {"displayName": "Approvers"})
    answer = provider("POST", GROUPS, body)
    assert (answer.status_code, answer.said["detail"], DirectoryGroup.objects.count()) == (status, detail, 1)


def test_a_deleted_user_is_in_no_group(provider, leila):
    provider("POST", GROUPS, {"displayName": "Approvers", "members": [{"value": str(entered().pk)}]})
    provider("DELETE", leila)
    assert not DirectoryMember.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [(b"{", 400, "invalidSyntax"), (b"[]", 400, "invalidSyntax"), (b"[" * 100_000, 400, "invalidSyntax"),
     (b" " * (2 * 1024**2 + 1), 413, None),
     (b'{"a":' * 40 + b"1" + b"}" * 40, 400, "invalidSyntax")],
)  # fmt: skip
def test_bodies_that_are_none(provider, body, status, kind):
    answer = provider("POST", USERS, body)
    assert (answer.status_code, answer.said.get("scimType")) == (status, kind)


def test_only_tokens_in_force_let_in(provider, admin, browse, world):
    integration, token = integrations.create_integration(actor=admin, name="Okta", at=NOON)
    assert Provider(token)("GET", USERS).status_code == 200
    _integration, renewed = integrations.renew_token(actor=admin, integration=integration, at=NOON.replace(year=2099))
    assert [Provider(known)("GET", USERS).status_code for known in (token, renewed)] == [200, 200]
    integrations.end_integration(actor=admin, integration=integration, at=NOON)
    for wrong in (token, renewed, "", "x" * 5000, "hms_"):
        answer = Provider(wrong)("GET", USERS)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Hamsoo SCIM"')
    # Being signed in is no token.
    assert browse(admin).get(USERS).status_code == 401


def test_what_the_server_can_do_is_said(provider):
    assert provider("GET", "/scim/v2/ServiceProviderConfig").said["patch"] == {"supported": True}
    assert [item["id"] for item in provider("GET", "/scim/v2/ResourceTypes").said["Resources"]] == ["User", "Group"]
    assert provider("GET", f"/scim/v2/Schemas/{ENTERPRISE}").said["name"] == "EnterpriseUser"
    assert provider("GET", "/scim/v2/Schemas/none").status_code == 404
    assert provider("DELETE", "/scim/v2/Users").status_code == 405
