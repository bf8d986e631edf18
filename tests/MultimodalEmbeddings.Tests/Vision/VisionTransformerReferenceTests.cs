using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>ViT and CLIP's vision tower against float64 runs of transformers: README of reference/vision, section 5.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class VisionTransformerReferenceTests
{
    private static readonly (string Key, ImagePooling Pooling)[] Features =
    [
        ("cls", ImagePooling.ClassToken),
        ("mean_of_patches", ImagePooling.MeanOfPatches),
        ("mean_of_all_tokens", ImagePooling.MeanOfAllTokens),
        ("pooler_output", ImagePooling.ClassTokenDense),
        ("image/pooled", ImagePooling.ClassToken),
        ("image/projected", ImagePooling.Projection),
    ];

    public static IEnumerable<TheoryDataRow<string>> Models => GoldenTransformer.Models;

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_feature_of_image_files_equals_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        var present = Features.Where(feature => golden.Keys.Contains(feature.Key)).ToArray();

        Assert.NotEmpty(present);
        foreach (var (key, pooling) in present)
        {
            using var encoder = ImageEncoder.From(golden.Folder).WithPooling(pooling).WithBatchSize(3).Build();
            golden.AssertClose(key, encoder.Encode(golden.Pictures).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Features_are_by_default_the_class_token_or_its_projection(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var encoder = ImageEncoder.Load(golden.Folder);
        string[] keys = ["image/projected", "image/pooled", "cls"];
        var key = keys.First(golden.Keys.Contains);

        golden.AssertClose(key, encoder.Encode(golden.Pictures).ToArray());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_token_of_the_last_layer_equals_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var network = Assert.IsType<VisionTransformer>(ImageArchitectures.Load(golden.Weights));
        var isClip = golden.Keys.Contains("image/last_hidden_state");
        var key = isClip ? "image/last_hidden_state" : "last_hidden_state";

        var tokens = network.LastLayer(Input(golden, (int)golden.Expected(key).Shape[0]));

        golden.AssertClose(key, ParameterMemory.Of((isClip ? tokens : network.Normalized(tokens)).contiguous()));
    }

    private static Tensor Input(GoldenTransformer golden, int count)
    {
        var preprocessing = ImagePreprocessing.Read(Path.Combine(golden.Folder, "preprocessor_config.json"));
        var values = golden.Pictures.Take(count)
            .SelectMany(path => preprocessing.Apply(ImageFile.Decode(new SkiaImageDecoder(), path))).ToArray();
        return tensor(values, [count, 3, preprocessing.Crop.Height, preprocessing.Crop.Width]);
    }
}
