using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Evaluation;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>A folder with the files that the snippets name, small enough to train on in a moment.</summary>
internal sealed class SmallWorld : IDisposable
{
    private static readonly string[] Words = ["dog", "cat", "bird", "runs", "sleeps", "sings", "red", "green", "blue"];

    private readonly TemporaryFolder _folder = new();

    public SmallWorld()
    {
        Directory.CreateDirectory(_folder.File("data"));
        using (var encoder = Untrained())
        {
            encoder.Save(_folder.File("models/bert-base-uncased"));
            encoder.Save(_folder.File("models/all-MiniLM-L6-v2"));
        }

        using (var sts = new SmallSentEval())
        {
            Directory.Move(sts.Root, _folder.File("data/sts"));
        }

        File.WriteAllLines(_folder.File("data/sentences.txt"), Sentences);
        File.WriteAllLines(_folder.File("data/wiki1m.txt"), Enumerable.Repeat(Sentences, 5).SelectMany(lines => lines));
        File.WriteAllLines(_folder.File("data/flickr30k.captions.txt"), Sentences);
        File.WriteAllLines(
            _folder.File("data/sts-dev.csv"),
            Sentences.Select((line, i) => $"g\tf\ty\t{i}\t{i % 6}\t{line}\t{Sentences[i / 2]}"));
        WriteFeatures(_folder.File("data/flickr30k.resnet50.safetensors"));
        WriteImages(_folder.File("data/flickr8k"));
        Directory.CreateDirectory(_folder.File("models/resnet50"));
        SmallNetworks.Write(_folder.File("models/resnet50/model.safetensors"), SmallNetworks.Bottlenecks.Tensors);
        WriteClip(Directory.CreateDirectory(_folder.File("models/clip-vit-base-patch32")));
    }

    public string FullName => _folder.FullName;

    /// <summary>27 sentences.</summary>
    public static string[] Sentences { get; } =
        [.. from colour in Words[6..] from animal in Words[..3] from verb in Words[3..6] select $"{colour} {animal} {verb}"];

    public void Dispose() => _folder.Dispose();

    private static SentenceEncoder Untrained()
    {
        string[] vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Words];
        var configuration = new EncoderConfiguration
        {
            ModelType = "bert",
            VocabularySize = vocabulary.Length,
            HiddenSize = 8,
            Layers = 1,
            Heads = 2,
            IntermediateSize = 16,
            MaximumPositions = 64,
        };
        return SentenceEncoder.Create(configuration, vocabulary, seed: 1);
    }

    /// <summary>A picture of noise for each sentence, which is its only caption.</summary>
    private static void WriteImages(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        var random = new Random(2);
        var pixels = new byte[3 * 12 * 10];
        for (var i = 0; i < Sentences.Length; i++)
        {
            random.NextBytes(pixels);
            File.WriteAllBytes(Path.Combine(folder, "images", $"{i}.png"), PngFile.Rgb(12, 10, pixels));
        }

        File.WriteAllLines(Path.Combine(folder, "Flickr8k.token.txt"), Sentences.Select((line, i) => $"{i}.png#0\t{line}"));
    }

    private static void WriteClip(DirectoryInfo folder)
    {
        using var clip = SmallTransformer.Clip();
        clip.Write();
        foreach (var file in new DirectoryInfo(clip.Folder).GetFiles())
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }
    }

    private static void WriteFeatures(string path)
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, Sentences.Length * 4).Select(_ => random.NextSingle())];
        void Write(Stream stream) => stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        SafetensorsWriter.Write(path, [new TensorToWrite("features", [Sentences.Length, 4], ElementType.Float32, Write)]);
    }
}
