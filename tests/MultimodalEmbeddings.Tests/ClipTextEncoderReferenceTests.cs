using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

/// <summary>Texts and image files through both towers of a CLIP: README of reference/vision, section 5.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class ClipTextEncoderReferenceTests
{
    public static IEnumerable<TheoryDataRow<string>> Models => GoldenTransformer.TextModels;

    [Theory]
    [MemberData(nameof(Models))]
    public void Texts_become_the_references_embeddings(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var plain = ClipTextEncoder.Load(golden.Folder);
        using var normalized = ClipTextEncoder.From(golden.Folder).WithNormalization().Build();

        golden.AssertClose("text/projected", plain.EncodeFeatures(golden.Texts).ToArray());
        golden.AssertClose("text/embeds", normalized.EncodeFeatures(golden.Texts).ToArray());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_logit_scale_is_the_models(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var encoder = ClipTextEncoder.Load(golden.Folder);

        Assert.Equal(golden.Facts.GetProperty("logit_scale").GetDouble(), encoder.LogitScale!.Value, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Logits_of_images_and_texts_and_their_loss_equal_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var texts = ClipTextEncoder.From(golden.Folder).WithNormalization().Build();
        using var images = ImageEncoder.Load(golden.Folder);
        using var scope = NewDisposeScope();

        var seen = images.Encode(golden.Pictures);
        var unit = nn.functional.normalize(tensor(seen.ToArray(), [seen.Rows, seen.Columns]));
        golden.AssertClose("image/embeds", ParameterMemory.Of(unit));
        var read = texts.EncodeFeatures(golden.Texts);
        var cosines = unit.matmul(tensor(read.ToArray(), [read.Rows, read.Columns]).T);
        var logits = cosines.mul(tensor((float)Math.Exp(texts.LogitScale!.Value)));
        golden.AssertClose("logits_per_image", ParameterMemory.Of(logits.contiguous()));

        var own = arange(seen.Rows);
        var losses = stack([nn.functional.cross_entropy(logits, own), nn.functional.cross_entropy(logits.T, own)]);
        golden.AssertClose("loss", [losses.mean().item<float>()]);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_text_beyond_the_limit_keeps_the_token_that_ends_it(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var encoder = ClipTextEncoder.Load(golden.Folder);
        var longer = string.Join(' ', Enumerable.Repeat("dog", 4 * encoder.MaximumTokens));

        Assert.Equal(encoder.Encode(longer), encoder.Encode($"{longer} cat"));
        Assert.True(GoldenTensor.LargestDifference(encoder.Encode(longer), encoder.Encode($"cat {longer}")) > 1e-3);
    }
}
