using System.Text.Json;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>Data sets as they are published.</summary>
[Trait(Category.Name, Category.Real)]
public class CaptionRealFilesTests
{
    [Fact]
    public void Flickr8k_is_read_strictly_and_its_lists_choose_five_captions_an_image()
    {
        var path = SharedFolder.RequireShared("data/flickr8k/Flickr8k.token.txt");

        var captions = CaptionFile.Read(path);

        Assert.Equal(File.ReadLines(path).Select(line => line.Split('\t')[1].Trim()), captions.Texts);
        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(path)!, "Flickr_8k.*Images.txt"),
            list => AllHaveFive(captions, CaptionFile.ReadLines(list)));
    }

    [Fact]
    public void Flickr8ks_test_images_are_found_and_others_reported()
    {
        var folder = SharedFolder.RequireShared("data/flickr8k");
        var test = CaptionFile.ReadLines(Path.Combine(folder, "Flickr_8k.testImages.txt")).ToHashSet();
        var captions = CaptionFile.ReadFlickr8k(Path.Combine(folder, "Flickr8k.token.txt"), CaptionReading.Lenient);

        var there = captions.WithImagesIn(Path.Combine(folder, "images"));

        Assert.Equal(captions.OfImages(test).Captions, there.Captions);
        Assert.Equal(captions.Captions.Count - there.Captions.Count, there.Problems.Count);
        Assert.Equal(test, there.OneCaptionPerImage(1).Captions.Select(caption => caption.Image).ToHashSet());
        Assert.All(there.ImagePaths, path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public void Coco_is_read_strictly_and_other_annotations_are_refused()
    {
        var folder = SharedFolder.RequireShared("data/coco-mini/annotations");

        Assert.All(Directory.GetFiles(folder, "captions_*.json"), HasItsAnnotations);
        Assert.All(Directory.GetFiles(folder).Except(Directory.GetFiles(folder, "captions_*.json")), path =>
            Assert.Contains("not one", CaptionFolder.Refused(() => CaptionFile.Read(path)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Multi30k_is_read_from_compressed_lines()
    {
        var folder = SharedFolder.RequireShared("data/multi30k/data");

        Assert.All(Directory.GetFiles(Path.Combine(folder, "task1", "raw"), "*.en.gz"), path =>
        {
            var name = Path.GetFileName(path).Replace(".en.gz", ".txt", StringComparison.Ordinal);
            var list = Path.Combine(folder, "task1", "image_splits", name);
            var captions = CaptionFile.ReadLinesWithImages(path, list);

            Assert.Equal(TextLines.Read(path), captions.Texts);
            Assert.Equal(File.ReadLines(list), captions.ImagePaths);
        });
    }

    private static void AllHaveFive(CaptionSet captions, IReadOnlyList<string> images)
    {
        var chosen = captions.OfImages(images).Images;
        Assert.Equal(images.Order(StringComparer.Ordinal), chosen.Select(image => image.Image).Order(StringComparer.Ordinal));
        Assert.All(chosen, image => Assert.Equal(5, image.Texts.Count));
    }

    private static void HasItsAnnotations(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var annotations = document.RootElement.GetProperty("annotations").EnumerateArray();

        var captions = CaptionFile.Read(path);

        Assert.Equal(annotations.Select(annotation => annotation.GetProperty("caption").GetString()!.Trim()), captions.Texts);
        Assert.All(captions.Captions, caption => Assert.EndsWith(".jpg", caption.Image, StringComparison.Ordinal));
    }
}
