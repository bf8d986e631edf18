using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public sealed class CaptionSetTests : IDisposable
{
    private const string Tokens = "b.jpg#0\tb0\na.jpg#0\ta0\nb.jpg#1\tb1\nc/d.jpg#0\td0\na.jpg#1\ta1\nb.jpg#2\tb2\n";

    private readonly CaptionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_come_in_the_order_in_which_the_file_first_names_them()
    {
        var images = Read(Tokens).Images;

        Assert.Equal(["b.jpg", "a.jpg", "c/d.jpg"], images.Select(image => image.Image));
        Assert.Equal(["b0 b1 b2", "a0 a1", "d0"], images.Select(image => string.Join(' ', image.Texts)));
    }

    [Fact]
    public void Choices_keep_the_order_and_chain()
    {
        var captions = Read(Tokens);

        Assert.Equal(["b0", "b1", "d0", "b2"], captions.OfImages(["c/d.jpg", "b.jpg", "x.jpg"]).Texts);
        Assert.Equal(["b1"], captions.OfImages(["b.jpg"]).Where(caption => caption.Text == "b1").Texts);
        Assert.Equal(6, captions.Captions.Count);
    }

    [Fact]
    public void Splits_are_chosen_by_name_and_unknown_ones_refused()
    {
        var captions = CaptionFile.ReadKarpathy(_folder.Write("""
            {"images": [{"split": "restval", "filename": "a.jpg", "sentences": [{"raw": "one"}]},
            {"split": "val", "filename": "b.jpg", "sentences": [{"raw": "two"}]},
            {"split": "train", "filename": "c.jpg", "sentences": [{"raw": "three"}]}]}
            """, "dataset.json"));

        Assert.Equal(["one", "three"], captions.OfSplit("train", "restval").Texts);
        Assert.Equal(["restval", "train"], captions.OfSplit("train", "restval").Splits);
        Assert.Contains(
            "dataset.json has no split 'dev'; there are 'restval', 'val', 'train'.",
            Assert.Throws<ArgumentException>(() => captions.OfSplit("dev", "val")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => captions.OfSplit());
        Assert.Throws<ArgumentException>(() => Read(Tokens).OfSplit("train"));
    }

    [Fact]
    public void Paths_lead_into_the_folder_of_images()
    {
        var folder = _folder.WithImages("a.jpg", "b.jpg", "c/d.jpg");
        var captions = Read(Tokens).OfImages(["a.jpg", "c/d.jpg"]);

        Assert.Equal(["a.jpg", "c/d.jpg", "a.jpg"], captions.ImagePaths);
        var paths = captions.WithImagesIn(folder).Where(_ => true).ImagePaths;
        Assert.Equal([Path.Combine(folder, "a.jpg"), Path.Combine(folder, "c/d.jpg"), Path.Combine(folder, "a.jpg")], paths);
        Assert.All(paths, path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public void A_missing_image_is_an_error_or_left_out()
    {
        var folder = _folder.WithImages("a.jpg", "c/d.jpg", "b.jpg/a folder is no image");
        var path = _folder.Write("no tab\n" + Tokens, "tokens");
        var message = $"expected the image 'b.jpg' in {folder}, found no such file";

        var lenient = CaptionFile.ReadFlickr8k(path, CaptionReading.Lenient).WithImagesIn(folder);

        Assert.Equal(["a0", "d0", "a1"], lenient.Texts);
        Assert.Equal([1, 2, 4, 7], lenient.Problems.Select(problem => problem.Line));
        Assert.Equal(new CaptionProblem(path, 7, message), lenient.Problems[^1]);
        Assert.Equal(1, CaptionFolder.Refused(() => Read(Tokens).WithImagesIn(folder)).Line);
        Assert.Throws<DirectoryNotFoundException>(() => Read(Tokens).WithImagesIn(Path.Combine(folder, "none")));
    }

    [Fact]
    public void One_caption_per_image_is_a_function_of_the_seed()
    {
        var captions = Read(Tokens);

        for (var seed = -50; seed < 50; seed++)
        {
            var chosen = captions.OneCaptionPerImage(seed);

            Assert.Equal(["b.jpg", "a.jpg", "c/d.jpg"], chosen.Captions.Select(caption => caption.Image));
            Assert.All(chosen.Captions, caption => Assert.Contains(caption, captions.Captions));
            Assert.Equal(chosen.Captions, Read(Tokens).OneCaptionPerImage(seed).Captions);
            Assert.Equal(chosen.Captions, chosen.OneCaptionPerImage(seed + 1).Captions); // one is left to choose from
        }
    }

    [Fact]
    public void Every_caption_of_an_image_is_as_likely_and_images_do_not_depend_on_each_other()
    {
        const int Draws = 12_000;
        var captions = Read(Tokens);

        var counts = Enumerable.Range(0, Draws)
            .Select(seed => captions.OneCaptionPerImage(seed).Texts)
            .CountBy(texts => string.Join(' ', texts))
            .ToDictionary();

        Assert.Equal(6, counts.Count); // 3 captions of b.jpg with 2 of a.jpg
        Assert.All(counts.Values, count => Assert.InRange(count, 1796, 2204)); // 2,000 expected, five standard deviations of 40.8
    }

    private CaptionSet Read(string text) => CaptionFile.ReadFlickr8k(_folder.Write(text));
}
