using System.Diagnostics;
using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;
using Terminal;

namespace ExtractFeatures;

/// <summary>The whole program: captions, their images' features, two files.</summary>
internal sealed class Extraction(ExtractOptions options, CancellationToken cancellation)
{
    public void Run()
    {
        var captions = ReadCaptions();
        var images = captions.ImagePaths.Distinct().ToArray();
        Console.WriteLine($"{captions.Captions.Count} captions of {images.Length} images");
        using var encoder = OpenEncoder();
        Console.WriteLine($"{encoder.Architecture}, {encoder.Dimension} features");
        var features = Encode(encoder, images);
        Write(captions, images, features);
    }

    private CaptionSet ReadCaptions()
    {
        var captions = CaptionFile.Read(options.Captions);
        captions = options.Splits.Count > 0 ? captions.OfSplit([.. options.Splits]) : captions;
        captions = captions.WithImagesIn(options.Images);
        return options.CaptionSeed is { } seed ? captions.OneCaptionPerImage(seed) : captions;
    }

    private ImageEncoder OpenEncoder()
    {
        var builder = ImageEncoder.From(options.Model);
        return (options.Cache is { } folder ? builder.WithFeatureFolder(folder) : builder).Build();
    }

    private FeatureMatrix Encode(ImageEncoder encoder, string[] images) => LiveBar.Show("Images", bar =>
    {
        var progress = new ImageProgress(bar, images.Length);
        var features = encoder.EncodeCached(images, progress, cancellation);
        bar.Keep(progress.Summary);
        return features;
    });

    private void Write(CaptionSet captions, string[] images, FeatureMatrix features)
    {
        var rows = images.Index().ToDictionary(image => image.Item, image => image.Index);
        FeatureFile.Save(options.Output, features.SelectRows([.. captions.ImagePaths.Select(path => rows[path])]));
        var texts = Path.ChangeExtension(options.Output, ".captions.txt");
        File.WriteAllLines(texts, captions.Texts.Select(text => text.ReplaceLineEndings(" ")));
        Console.WriteLine($"Wrote {options.Output} [{captions.Captions.Count}, {features.Columns}] and {texts}");
    }

    /// <summary>How many images are done, and how many a second, those left out that were on disk.</summary>
    private sealed class ImageProgress(LiveBar bar, int images) : IProgress<int>
    {
        private readonly Stopwatch _clock = new();
        private int _known;
        private int _done;

        public string Summary => $"{_known} images were encoded before, {_done - _known} now; {Speed:0} images/s";

        private double Speed => (_done - _known) / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);

        public void Report(int value)
        {
            if (!_clock.IsRunning)
            {
                _known = value;
                _clock.Start();
            }

            _done = value;
            bar.Advance((double)value / Math.Max(1, images), $"{value} of {images} images, {Speed:0} images/s");
        }
    }
}
