import pytest
from environs import ValidationError

from config.storage_urls import check_storage_url, storage_options


class TestCheck:
    @pytest.mark.parametrize(
        "url",
        [
            "",
            "s3://photos",
            "s3://photos?region=eu-central-1&folder=site",
            "s3://host:9000/photos",
            "s3://key:secret@host/photos?scheme=http",
        ],
    )
    def test_as_it_should_be(self, url: str) -> None:
        check_storage_url(url)

    @pytest.mark.parametrize(
        ("url", "says"),
        [
            ("https://host/photos", "Write it as s3://key:secret@host:9000/bucket"),
            ("s3://", "Write it as"),
            ("s3://host/photos/of/june", "folder in it is named by ?folder="),
            ("s3://key@host/photos", "A key needs its secret"),
            ("s3://key:hush@photos", "A key needs its secret and the host"),
            (
                "s3://photos?regoin=eu&color=red",
                "no color or regoin; there are folder, region, scheme.",
            ),
            ("s3://host/photos?scheme=ftp", "Its scheme is http or https."),
            ("s3://host:99999/photos", "Its port is a number"),
        ],
    )
    def test_what_is_wrong_without_telling_the_secret(self, url: str, says: str) -> None:
        with pytest.raises(ValidationError) as refused:
            check_storage_url(url)
        assert says in str(refused.value)
        assert "hush" not in str(refused.value)


class TestOptions:
    def test_a_server_of_ones_own(self) -> None:
        assert storage_options("s3://k%40y:s%2Fcret@host:9000/photos?scheme=http&region=us-east-1") == {
            "bucket_name": "photos",
            "endpoint_url": "http://host:9000",
            "addressing_style": "path",
            "region_name": "us-east-1",
            "location": "",
            "access_key": "k@y",
            "secret_key": "s/cret",
        }

    def test_a_bucket_at_aws_whose_key_aws_knows_where_to_look_for(self) -> None:
        assert storage_options("s3://photos?folder=site") == {
            "bucket_name": "photos",
            "endpoint_url": None,
            "addressing_style": "auto",
            "region_name": None,
            "location": "site",
        }
