using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Vision;

namespace Quickstart.Scenes;

/// <summary>What the two models are trained and tested on, all of it drawn from one seed.</summary>
internal sealed record SceneData
{
    private const int PicturedScenes = 3000, UnpicturedScenes = 3000, Pairs = 1000;

    private static readonly SkiaImageDecoder Decoder = new();

    /// <summary>Descriptions of scenes that were never painted.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>PNG files of painted scenes.</summary>
    public required IReadOnlyList<byte[]> Pictures { get; init; }

    /// <summary>A caption for every picture.</summary>
    public required IReadOnlyList<string> Captions { get; init; }

    /// <summary>The features of every picture, [pictures, <see cref="PixelGrid.Dimension"/>].</summary>
    public required FeatureMatrix Features { get; init; }

    public required StsTask Validation { get; init; }

    public required StsTask Test { get; init; }

    public static SceneData Draw(int seed)
    {
        var random = new Random(seed);
        var sampler = new SceneSampler(random);
        var painter = new ScenePainter(random);
        var captioner = Captioner.ForTraining(random);
        Scene[] scenes = [.. Enumerable.Range(0, PicturedScenes + UnpicturedScenes).Select(_ => sampler.Next())];
        string[] descriptions = [.. scenes.Select(captioner.Caption)];
        byte[][] pictures = [.. scenes.Take(PicturedScenes).Select(painter.Paint)];
        var heldOut = new HeldOutPairs(sampler, Captioner.ForHeldOut(random), scenes);
        return new SceneData
        {
            Sentences = descriptions[PicturedScenes..],
            Pictures = pictures,
            Captions = descriptions[..PicturedScenes],
            Features = Describe(pictures),
            Validation = heldOut.Draw("scenes, validation", Pairs),
            Test = heldOut.Draw("scenes", Pairs),
        };
    }

    private static FeatureMatrix Describe(byte[][] pictures)
    {
        float[] rows = [.. pictures.SelectMany(file => PixelGrid.Describe(Decoder.Decode(file)))];
        return new FeatureMatrix(rows, pictures.Length, PixelGrid.Dimension);
    }
}
