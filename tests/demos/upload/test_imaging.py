"""Sizes by hand; every kind of photo that a visitor may bring; bytes that are none."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from demos.upload.imaging import (
    SIZES,
    TooManyPixels,
    UnreadablePhoto,
    check_photo,
    make_pictures,
    save_picture,
)
from tests.demos.photos import BLUE, RED, near, photo, saved

ORIENTATION = 0x0112
MAKER = 0x010F
BEGINNINGS = [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF"]
TURNED_RIGHT = 6  # "the 0th row is the right-hand side": to be turned clockwise


def pictures(file: BytesIO) -> dict[int, Image.Image]:
    return dict(make_pictures(file))


def files(file: BytesIO) -> list[bytes]:
    contents = []
    for _, picture in make_pictures(file):
        content = BytesIO()
        save_picture(picture, content)
        contents.append(content.getvalue())
    return contents


class TestMakePictures:
    @pytest.mark.parametrize(
        ("original", "expected"),
        [
            ((4032, 3024), [(1600, 1200), (800, 600), (320, 240), (96, 72)]),
            ((3024, 4032), [(1200, 1600), (600, 800), (240, 320), (72, 96)]),
            ((1600, 1200), [(1600, 1200), (800, 600), (320, 240), (96, 72)]),
            ((1000, 10), [(1000, 10), (800, 8), (320, 3), (96, 1)]),
            ((100, 100), [(100, 100), (100, 100), (100, 100), (96, 96)]),
            ((1, 5000), [(1, 1600), (1, 800), (1, 320), (1, 96)]),
            ((1, 1), [(1, 1), (1, 1), (1, 1), (1, 1)]),
        ],
    )
    def test_longest_side_is_the_size_and_nothing_is_enlarged(
        self, original: tuple[int, int], expected: list[tuple[int, int]]
    ) -> None:
        made = pictures(photo(original))
        assert list(made) == [1600, 800, 320, 96]
        assert [picture.size for picture in made.values()] == expected

    @pytest.mark.parametrize("original", [(4032, 3024), (400, 300)])
    def test_the_picture_is_the_photo(self, original: tuple[int, int]) -> None:
        for picture in pictures(photo(original)).values():
            width, height = picture.size
            assert near(picture.getpixel((width // 8, height // 2)), RED)
            assert near(picture.getpixel((width - width // 8, height // 2)), BLUE)

    def test_turns_what_was_held_sideways(self) -> None:
        exif = Image.Exif()
        exif[ORIENTATION] = TURNED_RIGHT
        for picture in pictures(photo((3200, 2400), exif=exif)).values():
            width, height = picture.size
            assert height > width
            assert near(picture.getpixel((width // 2, height // 8)), RED)
            assert near(picture.getpixel((width // 2, height - height // 8)), BLUE)

    @pytest.mark.parametrize(
        ("image_format", "mode"),
        [
            *[("JPEG", mode) for mode in ("L", "RGB", "CMYK")],
            *[("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")],
            *[("WEBP", mode) for mode in ("RGB", "RGBA")],
        ],
    )
    def test_every_mode_becomes_plain_colour(self, image_format: str, mode: str) -> None:
        first = pictures(photo(image_format=image_format, mode=mode))[1600]
        assert first.mode == "RGB"
        if mode not in {"1", "L", "LA"}:
            assert near(first.getpixel((50, 150)), RED, tolerance=30)

    def test_sixteen_bits_of_grey_are_scaled_not_clipped(self) -> None:
        grey = saved(Image.new("I;16", (40, 30), 0x8000), "PNG")
        assert near(pictures(grey)[1600].getpixel((20, 15)), (128, 128, 128), tolerance=1)

    @pytest.mark.parametrize("image_format", ["PNG", "WEBP"])
    def test_what_was_see_through_lies_on_white(self, image_format: str) -> None:
        clear = saved(Image.new("RGBA", (40, 30), (200, 30, 30, 0)), image_format)
        assert pictures(clear)[96].getpixel((20, 15)) == (255, 255, 255)

    def test_a_palette_with_a_see_through_colour(self) -> None:
        palette = Image.new("P", (40, 30), 0)
        palette.putpalette([*RED, *BLUE])
        clear = saved(palette, "PNG", transparency=0)
        assert pictures(clear)[1600].getpixel((20, 15)) == (255, 255, 255)

    @pytest.mark.parametrize("image_format", ["PNG", "WEBP"])
    def test_of_an_animation_the_first_frame(self, image_format: str) -> None:
        red, blue = (Image.new("RGB", (40, 30), color) for color in (RED, BLUE))
        moving = saved(red, image_format, save_all=True, append_images=[blue])
        assert near(pictures(moving)[1600].getpixel((20, 15)), RED)

    def test_of_a_phones_several_pictures_the_first(self) -> None:
        red, blue = (Image.new("RGB", (40, 30), color) for color in (RED, BLUE))
        several = saved(red, "MPO", save_all=True, append_images=[blue])
        assert near(pictures(several)[1600].getpixel((20, 15)), RED)

    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
    def test_half_a_photo_is_damaged(self, image_format: str) -> None:
        content = photo((800, 600), image_format).getvalue()
        half = BytesIO(content[: len(content) // 2])
        with pytest.raises(UnreadablePhoto):
            pictures(half)

    def test_the_size_is_checked_again_before_decoding(self) -> None:
        with pytest.raises(TooManyPixels):
            pictures(BytesIO(png_header(9000, 9000)))


class TestSavePicture:
    def test_the_same_photo_gives_the_same_bytes(self) -> None:
        assert files(photo((2000, 1500))) == files(photo((2000, 1500)))

    def test_tells_nothing_but_the_picture(self) -> None:
        exif = Image.Exif()
        exif[MAKER] = "A camera of mine"
        original = photo((500, 400), exif=exif, comment=b"at home", icc_profile=b"profile", dpi=(300, 300))
        assert {"exif", "comment", "icc_profile"} <= Image.open(original).info.keys()
        for content in files(original):
            made = Image.open(BytesIO(content))
            assert made.format == "JPEG"
            assert not made.getexif()
            assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert b"camera" not in content
            assert b"at home" not in content


class TestCheckPhoto:
    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "MPO"])
    def test_width_and_height(self, image_format: str) -> None:
        assert check_photo(photo((30, 20), image_format)) == (30, 20)

    @pytest.mark.parametrize("image_format", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
    def test_other_formats_are_refused(self, image_format: str) -> None:
        with pytest.raises(UnreadablePhoto, match="not a JPEG, PNG or WebP"):
            check_photo(photo((16, 16), image_format))

    def test_decodes_nothing(self) -> None:
        assert check_photo(BytesIO(png_header(6000, 6000))) == (6000, 6000)

    @pytest.mark.parametrize("size", [(9000, 9000), (65000, 65000), (40_000_001, 1)])
    def test_too_many_pixels(self, size: tuple[int, int]) -> None:
        with pytest.raises(TooManyPixels, match="40 is the most"):
            check_photo(BytesIO(png_header(*size)))

    def test_leaves_the_file_open(self) -> None:
        file = photo()
        check_photo(file)
        assert len(pictures(file)) == len(SIZES)


class TestHostileBytes:
    """Whatever comes, it is a photo or an UnreadablePhoto: no other error gets out."""

    @settings(deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(BEGINNINGS))
    def test_anything(self, content: bytes, beginning: bytes) -> None:
        self.read(beginning + content)

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(["JPEG", "PNG", "WEBP", "MPO"]), st.data())
    def test_a_photo_with_faults(self, image_format: str, data: st.DataObject) -> None:
        content = bytearray(photo((24, 18), image_format).getvalue())
        places = st.integers(0, len(content) - 1)
        for place in data.draw(st.lists(places, max_size=8)):
            content[place] = data.draw(st.integers(0, 255))
        self.read(bytes(content[: data.draw(st.integers(1, len(content)))]))

    @settings(max_examples=150, deadline=None)
    @given(st.binary(min_size=4, max_size=4), st.binary(max_size=60))
    def test_a_png_with_a_chunk_of_its_own(self, kind: bytes, content: bytes) -> None:
        whole = photo((24, 18), "PNG").getvalue()
        self.read(whole[:33] + png_chunk(kind, content) + whole[33:])

    @staticmethod
    def read(content: bytes) -> None:
        try:
            check_photo(BytesIO(content))
            files(BytesIO(content))
        except UnreadablePhoto:
            pass


def png_header(width: int, height: int) -> bytes:
    """The first bytes of a PNG that claims to be so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(b""))


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
