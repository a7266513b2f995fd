"""What is let in, and what is refused in which words."""

from email import message_from_bytes
from email.policy import default
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.mail import RUN_HEADER, letter_of
from demos.models import Run
from demos.upload import forms
from demos.upload.forms import UploadForm
from tests.demos.photos import photo
from tests.demos.upload.test_imaging import png_header


def form(content: bytes | None = None, name: str = "holiday.jpg", **data: str) -> UploadForm:
    files: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict()
    if content is not None:
        files["photo"] = SimpleUploadedFile(name, content)
    return UploadForm(data, files)


def refusal(refused: UploadForm) -> dict[str, list[str]]:
    assert not refused.is_valid()
    return {field: [str(word) for word in words] for field, words in refused.errors.items()}


class TestPhoto:
    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "MPO"])
    @pytest.mark.parametrize("name", ["holiday.jpg", "holiday.txt", "holiday", "../../etc/passwd"])
    def test_what_it_is_its_content_says(self, image_format: str, name: str) -> None:
        assert form(photo(image_format=image_format).getvalue(), name).is_valid()

    def test_its_end_is_not_read_here(self) -> None:
        assert form(photo((800, 600)).getvalue()[:2000]).is_valid()

    @pytest.mark.parametrize(
        "name", ["=?utf-7?q?+2AA-?= x.jpg", "=?utf-8?q?a=0D=0AX-Run:_me?= x.jpg", "=?utf-8?q?=00?= x.jpg"]
    )
    def test_its_name_is_only_a_name_in_the_letter(self, name: str) -> None:
        called = forms._printable(name)
        letter = letter_of(
            Run(pk=uuid4()), sender="a@example.com", subject=called, message_id="<b@example.com>", words="c"
        )
        headers = message_from_bytes(letter.as_bytes(), policy=default)
        assert headers["Subject"] == called
        assert headers.get_all(RUN_HEADER) == [letter[RUN_HEADER]]

    def test_no_photo(self) -> None:
        assert refusal(form(b"just words")) == {"photo": ["This is not a JPEG, PNG or WebP photo."]}

    def test_an_empty_file(self) -> None:
        assert refusal(form(b"")) == {"photo": ["This file is empty."]}

    def test_too_many_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(forms, "MAX_BYTES", 1024**2)
        refused = form(photo().getvalue() + bytes(1024**2))
        assert refusal(refused) == {"photo": ["Photos may have up to 1 MB."]}
        assert refused.is_too_large

    def test_too_many_pixels(self) -> None:
        refused = form(png_header(8000, 8000))
        assert refusal(refused) == {"photo": ["This photo has 64 megapixels; 40 is the most."]}
        assert refused.is_too_large

    @settings(deadline=None)
    @given(st.binary(min_size=1, max_size=500))
    def test_anything_gets_an_answer(self, content: bytes) -> None:
        assert "photo" in refusal(form(content))


class TestSample:
    @pytest.mark.parametrize("sample", ["lighthouse", "lake", "night"])
    @pytest.mark.parametrize("megapixels", ["2", "12", "24", ""])
    def test_instead_of_a_photo(self, sample: str, megapixels: str) -> None:
        assert form(sample=sample, megapixels=megapixels).is_valid()

    @pytest.mark.parametrize(
        "data", [{"sample": "moon"}, {"sample": "lake", "megapixels": "13"}, {"sample": "../lake"}]
    )
    def test_only_those_there_are(self, data: dict[str, str]) -> None:
        assert not UploadForm(data).is_valid()

    def test_neither(self) -> None:
        assert refusal(form()) == {"photo": ["Choose a photo."]}

    def test_both(self) -> None:
        both = form(photo().getvalue(), sample="lake")
        assert refusal(both) == {"photo": ["Choose a sample or a photo of your own, not both."]}


class TestMailDelay:
    @pytest.mark.parametrize(("said", "meant"), [(None, 800), ("", 800), ("0", 0), ("3000", 3000)])
    def test_in_milliseconds(self, said: str | None, meant: int) -> None:
        valid = form(sample="lake") if said is None else form(sample="lake", mail_delay_ms=said)
        assert valid.is_valid()
        assert valid.cleaned_data["mail_delay_ms"] == meant

    @pytest.mark.parametrize("said", ["-1", "3001", "1.5", "soon", "9" * 400])
    def test_out_of_bounds(self, said: str) -> None:
        assert list(refusal(form(sample="lake", mail_delay_ms=said))) == ["mail_delay_ms"]


class TestTooLarge:
    def test_says_so_without_having_read_anything(self) -> None:
        refused = UploadForm.too_large()
        assert refusal(refused) == {"photo": ["Photos may have up to 20 MB."]}
        assert refused.is_too_large
