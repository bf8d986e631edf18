using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Flickr8k's test captions through a real model, with the given image vectors: retrieval_results.json.</summary>
[Trait(Category.Name, Category.Real)]
[Trait(Category.Name, Category.Slow)]
[Collection(UsesTorch.Name)]
public class RetrievalResultsGoldenTests
{
    [Fact]
    public void Captions_and_images_find_each_other_as_the_reference_says()
    {
        var golden = EvaluationReference.Read("retrieval_results.json").GetProperty("results");
        var images = FeatureFile.Load(SharedFolder.RequireReference("evaluation/retrieval_images.safetensors"));
        var encoder = ReferenceEncoder.Require(Pooling.Mean);
        var captions = FlickrTest.Captions(SharedFolder.RequireShared("data/flickr8k"));
        int[] imageOfText = [.. captions.Index().SelectMany(image => image.Item.Select(_ => image.Index))];

        var report = new RetrievalEvaluator(images, imageOfText).Evaluate(encoder, [.. captions.SelectMany(texts => texts)]);

        new GoldenRetrieval(golden.GetProperty("text_to_image")).Near(report.TextToImage, share: 0.002, rank: 0.05);
        new GoldenRetrieval(golden.GetProperty("image_to_text")).Near(report.ImageToText, share: 0.002, rank: 0.05);
    }
}
